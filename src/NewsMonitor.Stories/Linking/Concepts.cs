namespace NewsMonitor.Stories.Linking;

/// <summary>What happens in news, in many languages: the word for an election is a name of it.</summary>
internal static class Concepts
{
    /// <summary>Folded beginnings of words, and words of Chinese and Japanese, by what they mean.</summary>
    public const string All =
        """
        call telephone telefon telefono telefonisch telefonic telephon telefonat anruf llamada phoned phone телефон звон هاتفي هاتف 电话 通电 电话会谈 通话 電話
        visit visit visita visite visiter besuch bezoek wizyt ziyaret obisk визит поездк візит زياره يزور 访问 到访 訪問
        meet meeting reunion reuniao rencontre treffen incontro ontmoeting spotkan gorusme srecanj встреч зустріч اجتماع لقاء 会晤 会谈 会談
        election election elector eleccion elecc eleicao eleico elecion elezion wahl verkiezing wybor secim volitv выбор вибор انتخاب 选举 選挙
        vote vote voto votar votacion votacao stimm abstimm stemm glosow oylama glasov голосов تصويت 投票
        quake earthquake quake terremot sismo seisme erdbeben aardbeving trzesien deprem potres землетряс землетрус زلزال 地震
        flood flood flooding inundac inundacion innondat inondation hochwasser uberschwemm overstrom alluvion powodz poplav наводнен повін فيضان 洪水 水灾
        storm storm hurricane cyclone typhoon tormenta huracan tempestad furacao tempete ouragan sturm orkan uragano tempesta huragan kasirga firtina nevihta ураган шторм тайфун циклон اعصار عاصفه 台风 飓风 台風 風暴
        fire wildfire blaze incendi incend incendie waldbrand bosbrand pozar yangin пожар пожеж حريق حرائق 火灾 大火 山火 火災 火事
        explosion explosion blast explos explosao esplos explosie wybuch patlama eksplozij взрыв вибух انفجار 爆炸 爆発
        crash crash accident accidente acidente unfall absturz incidente ongeluk wypadek katastrof kaza nesrec крушен авари حادث تحطم 坠毁 事故 墜落
        strike strike huelga greve streik sciopero staking strajk grev stavk забастов страйк اضراب 罢工 ストライキ
        protest protest demonstr manifest protesta manifestacion gosteri протест демонстрац احتجاج مظاهر 抗议 示威 抗議 デモ
        attack attack ataque attaque angriff anschlag attacco aanval atak zamach saldiri napad атак нападен هجوم اعتداء 袭击 攻击 攻撃 襲撃
        war guerra guerre krieg oorlog wojn savas vojn войн війн حرب 战争 戦争
        ceasefire ceasefire truce tregua cessezlefeu waffenruhe waffenstillstand staakt wapenstilstand rozejm zawieszenie ateskes premirj перемир الهدنه وقفاطلاق 停火 停戦
        missile missile missil misil rakete raket rakiet fuze raketn ракет صاروخ صواريخ 导弹 ミサイル
        drone drone dron drones drohne dronlar беспилотник дрон مسير 无人机 ドローン 無人機
        killed killed dead deaths muert mortos morts tote getotet morti doden zabit ofiar oldu olduruldu mrtv ubit погиб убит загин вбит قتل مقتل 死亡 遇难 死者
        injured wounded herid feridos blesses verletzt feriti gewond rannych yarali ranjen poskodovan ранен поранен جرحى اصاب 受伤 負傷 injury lesion lesao blessure verletzung infortun kontuzj sakatlik poskodb травм اصابه
        arrest arrest arrested detenid detencion detid prisao arretat arrete festgenommen verhaft arrestat aangehouden aresztow zatrzym tutuklan gozalt aretir арест задерж заареш затрим اعتقل اعتقال 逮捕 被捕
        court court tribunal judge juez juiz juge gericht richter tribunale giudice rechtbank rechter mahkeme sodisc суд судья محكمه قاض 法院 法庭 裁判所
        trial trial juicio julgamento proces prozess processo yargilan sojenj процесс محاكمه 审判 裁判
        resign resign resigned dimision dimit renuncia renunci demission rucktritt zurucktret dimission aftreden afgetreden rezygnac istifa odstop отставк відставк استقال 辞职 辞任 辞職
        agreement agreement deal treaty acuerdo acordo accord abkommen vereinbarung accordo akkoord umowa porozumien anlasma sporazum соглашен угод اتفاق 协议 合意 協定
        sanction sanction sancion sanciones sancoes sanktion sanzion sanctie sankcj yaptirim sankcij санкц عقوبات 制裁
        tariff tariff arancel aranceles tarifas zoll zolle dazi heffing invoerheff gumruk carin пошлин الرسوم 关税 関税
        chips chip chips semiconductor semicondutor semiconducteur halbleiter semicondutt halfgeleider polprzewod yariiletken polprevodnik полупровод напівпровід رقائق 芯片 半导体 半導体
        cars car cars coche automov carro carros voiture autohersteller automobil samochod otomobil avtomob автомоб سيارات 汽车 汽車 自動車
        olympics olympic olimp olymp olimpiy олимп олімп اولمب 奥运 奥林匹克 五輪 オリンピック
        gold gold ouro goldmedaille goud zlot altin zlat золот ذهبي ذهب 金牌 金メダル
        silver silver plata prata argent silber argento zilver srebrn gumus srebr серебр срібн فضي 银牌 銀メダル
        bronze bronze bronce bronzo brons braz bronz бронз برونزي 铜牌 銅メダル
        record record rekord recorde рекорд 纪录 記録
        final final finale finals finał finali финал фінал نهائي 决赛 決勝
        semifinal semifinal semifinale halbfinale polfinal yarifinal полуфинал півфінал 半决赛 準決勝
        doping doping dopping dopaje dopage допинг допінг منشطات 兴奋剂 ドーピング
        virus covid coronavirus virus corona koronawirus koronavirus коронавирус коронавірус كورونا 新冠 新型コロナ コロナ
        vaccine vaccine vaccin vacun vacin impf impfstoff vaccino szczepion cepiv вакцин لقاح 疫苗 ワクチン
        tested positive positivo positif positiv pozytywn pozitif pozitiv положительн позитивн 阳性 陽性
        withdraw withdraw withdraws pulls retira retire abandona abandonne desist forfait ritira wycof cekil umik снял снимает відмов ينسحب 退出 退赛 棄権 辞退
        opening inaugur abertura ouverture eroffnung apertura opening otwarci acilis odprtj открыт відкрит افتتاح 开幕 開会 開幕
        spectators spectator fans espectador publico spectateur zuschauer spettator toeschouw publik kibic seyirci gledalc зрител глядач جمهور متفرج 观众 観客
        rates rates taxa taux leitzins zinsen tassi faiz obrestn ставк فائده 利率 金利
        inflation inflation inflacion inflacao inflazione inflatie inflacj enflasyon inflacij инфляц інфляц تضخم 通胀 インフレ
        bank bank banco banque banca центробанк banka банк بنك مصرف 银行 銀行
        ship ship ferry vessel barco buque navio navire schiff fahre traghett nave schip veerboot statek gemi feribot ladj trajekt судно корабл паром корабель سفينه عباره 渡轮 客船 フェリー
        plane plane aircraft airliner avion aviao flugzeug aereo vliegtuig samolot ucak letalo самолет літак طائره 飞机 客机 飛行機 旅客機
        train train tren trem zug treno trein pociag vlak поезд потяг قطار 火车 列车 列車
        bridge bridge puente ponte pont brucke brug kopru جسر 大桥
        refugees refugee migrant refugiad migrante refugie fluchtling migranti vluchteling uchodz multeci begunc беженц мігрант мигрант لاجئ مهاجر 难民 移民 難民
        hostages hostage rehenes refens otage geisel ostaggi gijzel zakladnik rehine talec залож заручн رهائن رهينه 人质 人質
        minister minister ministr ministra ministro ministre bakan министр міністр وزير 部长 大臣 長官
        president president presidente prezydent baskan cumhurbaskan predsedn президент رئيس 总统 主席 大統領
        parliament parliament parlament parlement parlamento congreso congresso kongress meclis sejm парламент дума برلمان 议会 国会 議会
        budget budget presupuesto orcamento haushalt bilancio begroting budzet butce proracun бюджет ميزاني 预算 予算
        company company empresa entreprise unternehmen konzern azienda bedrijf firma spolk sirket podjetj компани شركه 公司 企業
        takeover takeover acquisition adquisicion aquisicao rachat ubernahme acquisizion overname przejec prevzem поглощен استحواذ 收购 買収
        satellite rocket satellite cohete foguete fusee satellit satelit razzo uydu спутник 卫星 火箭 衛星 ロケット
        nobel nobel нобел نوبل 诺贝尔 ノーベル
        """;
}
