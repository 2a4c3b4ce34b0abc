namespace NewsMonitor.Feeds.Parsing.Charsets;

/// <summary>The languages that the detector knows, for each script and for each charset of it.</summary>
internal static class Writings
{
    private const string Western = "windows-1252";
    private const string Central = "windows-1250 iso-8859-2";
    private const string Cyrillic = "windows-1251 koi8-r iso-8859-5 ibm866 x-mac-cyrillic";

    /// <summary>Where two are as likely, the one that stands first counts.</summary>
    public static readonly Writing[] All =
    [
        // German and Finnish, French, Spanish, Portuguese, Italian, Catalan, Dutch, Swedish, Danish and Norwegian, Icelandic.
        new(Western, "äüöß"),
        new(Western, "éèàêçôùîâûœëïæ"),
        new(Western, "óíáéñúü"),
        new(Western, "ãçáéíóêõúâôàü"),
        new(Western, "èàùòéìî"),
        new(Western, "àéèíòóúçïü"),
        new(Western, "ëéïèöüó"),
        new(Western, "äöåé"),
        new(Western, "åøæéö"),
        new(Western, "áðíóöæúþéý"),

        // Polish, Czech, Slovak, Hungarian, Romanian, Croatian and Slovene.
        new(Central, "ąęłżóśćńź"),
        new(Central, "íáéřěýčšžůúňóťď"),
        new(Central, "áéíýčžšľťúôäňóďĺŕ"),
        new(Central, "éáőöóíüűú"),
        new(Central, "ăîâşţ"),
        new(Central, "čšžćđ"),

        // Turkish, Lithuanian, Latvian, Estonian, Vietnamese.
        new("windows-1254", "ışğüçöâîİû"),
        new("windows-1257", "ėšųžąįčūę"),
        new("windows-1257", "āēīšņūķļžčģ"),
        new("windows-1257", "äõüöšž"),
        new("windows-1258", "đàáâưêôơăãèéìíòóùúý\u0300\u0301\u0303\u0309\u0323"),

        // Russian, Ukrainian, Serbian. Greek, Hebrew, Arabic and Persian, Thai.
        new(Cyrillic, "оеаинтсрвлкмдпуяызьбгчйхжюшцщэфъё"),
        new("windows-1251 koi8-u iso-8859-5", "оаинівтерсклдупмязьбгчхйжюцшїєщфґ"),
        new("windows-1251 iso-8859-5", "аоиенртсјвкдумлпбгзњћжцшчљђџхфѓќѕ"),
        new("windows-1253 iso-8859-7", "αοιετσνηυρκπμλωςήίόάέδγχθφύβώξζψϊϋΐΰ"),
        new("windows-1255", "יהולאתמרבשנכדםפקחעטצגסןזךףץ"),
        new("windows-1256 iso-8859-6", "اليمنتوهرعبفدسةكقحجأىشصطإخذضئزثءغآؤظ،؟؛ـپچگژ"),
        new("windows-874", "านรอกเงยลมวสตทปดคิ่้ีั์ไหะแขพใบุูโจชึผซ็ถฟณญศธษภฉฐฎฏฆฌฒฮำืๆฯ"),

        new(
            "gb18030",
            "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文"
            + "无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话者向情部正名定女问力机给等几很业最间新"
            + "位因重被电四第门相次东政海口使教西再平真世气信北少关并内加化由却代产入先山五水万市体别处总才场师书比员性通目华报立数安表原车应路期提感金何更反合放做系计或司"
            + "利受光果亲界及今京务制解各任至清物台记边共风战接特直服题建南度统字请交认论科社术结指思非流每管连资队带条院变联言权展领传近治决周保达办运半城强步完区求品量技"
            + "基据导失网专石报济议形委首单容商史设始历持取未收党钱德识令极",
            "\u4e00\u9fa5"),
        new(
            "big5",
            "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她裡後小麼心多天而能好都然沒日於起還發成事只作當想看文"
            + "無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但身些與高意進把法此實回二理美點月明其種聲全工己話者向情部正名定女問力機給等幾很業最間新"
            + "位因重被電四第門相次東政海口使教西再平真世氣信北少關並內加化由卻代產入先山五水萬市體別處總才場師書比員性通目華報立數安表原車應路期提感金何更反合放做系計或司"
            + "利受光果親界及今京務制解各任至清物台記邊共風戰接特直服題建南度統字請交認論科社術結指思非流每管連資隊帶條院變聯言權展領傳近治決周保達辦運半城強步完區求品量技"
            + "基據導失網專石濟議形委首單容商史設始歷持取未收黨錢德識令極灣",
            "\u4e00\u9fa5"),
        new(
            "shift_jis euc-jp",
            "のにはをたがでてとしれさいるらなあこもりかくすうきよみえっまおそけせわつめちやんほどねばひふろむだごべじげぶびずぎざょゅゃへぼぞぜゆぐ"
            + "ーンスルトリイアラクシドレロジタフプテマカムコニサメグナブィキデチバオパセッモウュダノエベウョャェミツネケハソボビポガワゴホピザズペヒユヨヤゲギォァ"
            + "日一国人年大十二本中長出三時行見月後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎白天"
            + "会社政府新聞発表者事故地方市県部内的部業対関開相議員選挙首警察経済価世界問題計画予定調査情報最近同場合分",
            "\u4e00\u9fa5"),
        new(
            "euc-kr",
            "이다는에의을가를하고은지한로도서기사어리아자대시정인나으해수있들보제부일그원장과전라만스조상여주와구경공게안년국신관성화용동치할적회비세개"
            + "면위산선중유계것우까중소오마차당간했됐습니기도발실재교방통학문생내연결업무진영체행모명트드미터거데려래러바타호",
            "\uac00\ud7a3"),
    ];
}
