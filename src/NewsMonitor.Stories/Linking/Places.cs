namespace NewsMonitor.Stories.Linking;

/// <summary>Countries, their capitals and some unions, as news in many languages names them. A capital stands for its country.</summary>
internal static class Places
{
    /// <summary>Folded beginnings of words, and words of Chinese and Japanese, by what they mean.</summary>
    public const string All =
        """
        us usa eeuu unitedstates america американ сша соединенн estadosunid etatsunis vereinigtestaaten statiuniti amerika washington вашингтон واشنطن امريك الولاياتالمتحده 美国 美國 米国 アメリカ 华盛顿 ワシントン
        cn china chine cina chinesi chines chinoi cines kina kitajs kitaj chiny chinsk cinli китай китая китае китайс пекин beijing peking pekin pechino pequim китаю الصين صيني بكين 中国 中國 北京
        ru russia russian russie russland russisch rusland rusia ruso rusa russo rosja rosji rosyjsk rusya rusij rusk росси русск росій moscow moscu moskau moscou mosca moskou moskwa moskva москв روسيا روسي موسكو 俄罗斯 俄国 ロシア 莫斯科 モスクワ
        ua ukraine ukrain ucrania ucraina ukraina ukrajin украин україн kyiv kiev kiew kijow kijev киев київ києв اوكرانيا كييف 乌克兰 ウクライナ 基辅 キーウ キエフ
        gb britain british britan reinounido grossbritannien britisch britannic regnounito inglaterra england wielka brytan brytyj britanij ingiltere британ англи لندن بريطاني london londres londra londen londyn лондон 英国 伦敦 イギリス ロンドン
        fr france french francia francai frances frankreich franzos francese frankrijk frans francja francus fransa fransiz francij франц paris parigi parijs paryz pariz париж فرنسا فرنسي باريس 法国 巴黎 フランス パリ
        de germany german alemania aleman alemanha allemagn deutschland deutsch germania tedesc duitsland duits niemc niemiec niemieck almanya alman nemcij nemsk германи немецк німеччин німец berlin berlino berlim берлин берлін المانيا الماني برلين 德国 柏林 ドイツ ベルリン
        it italy italian italia italie italien wloch wlosk italya италь итали італі rome rzym рим ايطاليا روما 意大利 罗马 イタリア ローマ
        es spain spanish espan espagn spanien spanis spagn spanje spaans hiszpan ispanya spanij испан іспан madrid madryt мадрид اسبانيا مدريد 西班牙 马德里 スペイン マドリード
        pt portugal portugues portuguesa portugais portogallo portoghes portugalij португал lisbon lisboa lissabon lisbonne lizbon лиссабон البرتغال لشبونه 葡萄牙 ポルトガル
        br brazil brasil bresil brasile brazylia brezilya brazilij бразил brasilia البرازيل برازيل 巴西 ブラジル
        mx mexico mexiko mexique messico meksyk meksika mehik мексик المكسيك 墨西哥 メキシコ
        ar argentina argentin arjantin аргентин الارجنتين 阿根廷 アルゼンチン
        jp japan japanese japon japao giappon japans japonia japonsk japonya япони японськ японс tokyo tokio toquio tokijo токио токіо اليابان ياباني طوكيو 日本 东京 東京
        kr southkorea coreadelsur coreiadosul coreedusud sudkorea coreadelsud poludniow seoul seul сеул سيول 韩国 首尔 韓国 ソウル
        kp pyongyang piongyang pjongjang pyeongyang пхеньян بيونغيانغ 朝鲜 平壤 北朝鮮
        in india indian indien inde indie indyj hindistan indij индия индии индию индийс інді newdelhi nuevadelhi dehli дели الهند 印度 新德里 インド
        pk pakistan paquistan pakist пакистан باكستان 巴基斯坦 パキスタン
        ir iran iranian iranisch irani иран іран tehran teheran teeran тегеран ايران طهران 伊朗 德黑兰 イラン テヘラン
        iq iraq irak iraque ирак baghdad bagdad багдад العراق بغداد 伊拉克 イラク
        il israel israeli israelisch izrael israil israele израил ізраїл jerusalem jerusalen gerusalemme иерусалим telaviv اسرائيل تلابيب القدس 以色列 イスラエル
        ps gaza gazze gazastreif palestin palastin filistin палестин غزه فلسطين 加沙 ガザ パレスチナ 巴勒斯坦
        lb lebanon libano liban libanon lubnan ливан ліван beirut beyrut beyrouth бейрут لبنان بيروت 黎巴嫩 レバノン
        sy syria siria syrie syrien syri suriye sirij сири сирі damascus damasco damas damaskus дамаск سوريا دمشق 叙利亚 シリア
        tr turkey turkish turquia turquie turkei turkisch turchia turkije turcja turkiye turcij турци туреч турец ankara анкар تركيا تركي انقره 土耳其 トルコ
        sa saudi saoudit saudit arabiasaudi саудов riyadh riad السعوديه الرياض 沙特 サウジ
        eg egypt egipto egito egypte agypten egitto egipt misir егип єгип cairo kairo caire каир القاهره مصر 埃及 エジプト
        za southafrica sudafrica africadosul afriquedusud sudafrika юар pretoria جنوبافريقيا 南非 南アフリカ
        ng nigeria nigerian nijerya нигери نيجيريا 尼日利亚 ナイジェリア
        au australia australian australie australien avustralya avstralij австрали الستراليا استراليا 澳大利亚 オーストラリア
        ca canada canadian canadien canadiens kanada kanadyj канад ottawa оттав كندا 加拿大 カナダ
        pl poland polish polonia polen polska polsk pologne polonya poljsk польш польщ warsaw varsovia varsovie warschau warszaw varsava варшав بولندا وارسو 波兰 ポーランド
        si slovenia slovenian slovenij eslovenia slovenie slowenien sloweni словени ljubljan люблян سلوفينيا 斯洛文尼亚 スロベニア
        nl netherlands dutch nederland paisesbajos paesibassi holand holland olanda niederlande nizozemsk нидерланд нідерланд amsterdam амстердам هولندا 荷兰 オランダ
        be belgium belgian belgica belgique belgien belgio belgie belgia belcika belgij бельги brussels bruselas bruxelles brussel bruselj брюссел بلجيكا بروكسل 比利时 ベルギー 布鲁塞尔
        ch switzerland swiss suiza suisse schweiz svizzera zwitserland szwajcar isvicre svicar швейцар geneva ginebra geneve genf ginevra женев سويسرا جنيف 瑞士 スイス 日内瓦
        at austria austrian austrich osterreich autriche oostenrijk avusturya avstrij австри vienna wien viena wieden viyana вена النمسا فيينا 奥地利 オーストリア
        gr greece greek grecia grece griechenland griekenland grecja yunanistan grcij греци athens atenas atene athen athene ateny atina афин اليونان اثينا 希腊 ギリシャ
        se sweden swedish suecia suede schweden svezia zweden szwecj isvec svedsk швеци stockholm стокгольм السويد 瑞典 スウェーデン
        no norway norwegian noruega norvege norwegen norvegia noorwegen norwegi norvec norvesk норвеги oslo осло النرويج 挪威 ノルウェー
        fi finland finnish finlandia finlande finnland finlandij финлянд helsinki хельсинки فنلندا 芬兰 フィンランド
        hu hungary hungarian hungria hongrie ungarn ungheria hongarije wegier macarist madzarsk венгри budapest будапешт المجر 匈牙利 ハンガリー
        cu cuba cuban kuba куба havana habana гаван كوبا 古巴 キューバ
        ve venezuela venezolan venezuel венесуэл caracas каракас فنزويلا 委内瑞拉 ベネズエラ
        co colombia kolumbi kolombiya колумби bogota богот كولومبيا 哥伦比亚 コロンビア
        cl chile чили santiago сантьяго تشيلي 智利 チリ
        pe peru perou перу лима بيرو 秘鲁 ペルー
        id indonesia indonesi endonezya индонези jakarta yakarta джакарт اندونيسيا جاكرتا 印度尼西亚 印尼 インドネシア
        ph philippin filipina filippin filipin филиппин manila манил الفلبين 菲律宾 フィリピン
        th thailand tailandia thailande tailand tajland таиланд bangkok бангкок تايلاند 泰国 タイ王国
        vn vietnam vietname wietnam вьетнам hanoi ханой فيتنام 越南 ベトナム
        tw taiwan tajwan tayvan тайван taipei тайбэй تايوان 台湾 台北
        af afghanistan afganistan afghan afganistao афганистан kabul kaboul кабул افغانستان كابول 阿富汗 アフガニスタン
        et ethiopia etiopia ethiopie athiopien etiyopya эфиопи اثيوبيا 埃塞俄比亚 エチオピア
        ke kenya kenia quenia кения nairobi найроби كينيا 肯尼亚 ケニア
        sd sudan soudan судан khartoum jartum chartum хартум السودان الخرطوم 苏丹 スーダン
        ma morocco marruecos marrocos maroc marokko marocco maroko марокк rabat المغرب 摩洛哥 モロッコ
        dz algeria argelia algerie algerien cezayir alzirij алжир الجزائر 阿尔及利亚
        ro romania rumania romenia roumanie rumanien romanya romunij румыни bucharest bucarest bukarest бухарест رومانيا 罗马尼亚 ルーマニア
        rs serbia serbie serbien servia sirbistan srbij серби belgrade belgrado belgrad beograd белград صربيا 塞尔维亚 セルビア
        by belarus bielorrus weissrussland bielorussi bialorus belorusij беларус белорус минск minsk بيلاروسيا 白俄罗斯 ベラルーシ
        eu europeanunion unioneuropea uniaoeuropeia unioneeuropeenne евросоюз الاتحادالاوروبي 欧盟 欧州連合 EU欧
        un unitednations nacionesunidas nacoesunidas nationsunies vereintenationen nazioniunite оон الاممالمتحده 联合国 國連 国連
        nato nato otan нато الناتو 北约 北約
        """;
}
