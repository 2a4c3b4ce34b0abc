namespace NewsMonitor.Stories.Faces.Places;

/// <summary>
/// What countries, their people and their capitals are called, by language. Before the stroke names, which have a capital letter where the
/// script has them; after it words that may be written without (adjectives, except in English). Underscores stand for spaces. Names that are as
/// often somebody or something else (Georgia, Jordan, Chad) are left out, their capitals and people are not.
/// </summary>
internal static class CountryNames
{
    public static readonly Dictionary<string, string> ByLanguage = new()
    {
        ["en"] =
            """
            AE United_Arab_Emirates UAE Emirati Abu_Dhabi Dubai;AF Afghanistan Afghan Kabul;AL Albania Albanian Tirana;AM Armenia Armenian Yerevan;AO Angola Angolan Luanda
            AR Argentina Argentine Argentinian Buenos_Aires;AT Austria Austrian Vienna;AU Australia Australian Canberra Sydney Melbourne;AZ Azerbaijan Azerbaijani Baku
            BA Bosnia Bosnian Sarajevo;BD Bangladesh Bangladeshi Dhaka;BE Belgium Belgian Brussels;BF Burkina_Faso Ouagadougou;BG Bulgaria Bulgarian Sofia;BH Bahrain Bahraini Manama
            BI Burundi;BJ Benin;BO Bolivia Bolivian La_Paz;BR Brazil Brazilian Brasilia Rio_de_Janeiro Sao_Paulo;BT Bhutan;BW Botswana;BY Belarus Belarusian Minsk
            CA Canada Canadian Ottawa Toronto;CD Democratic_Republic_of_the_Congo Congo Congolese Kinshasa;CF Central_African_Republic;CH Switzerland Swiss Bern Geneva Zurich
            CI Ivory_Coast Ivorian;CL Chile Chilean;CM Cameroon Cameroonian Yaounde;CN China Chinese Beijing Shanghai;CO Colombia Colombian Bogota;CR Costa_Rica Costa_Rican
            CU Cuba Cuban Havana;CY Cyprus Cypriot Nicosia;CZ Czech_Republic Czechia Czech Prague;DE Germany German Berlin Munich Frankfurt;DJ Djibouti;DK Denmark Danish Dane Copenhagen
            DO Dominican_Republic Santo_Domingo;DZ Algeria Algerian Algiers;EC Ecuador Ecuadorian Quito;EE Estonia Estonian Tallinn;EG Egypt Egyptian Cairo;ER Eritrea Eritrean
            ES Spain Spanish Spaniard Madrid Barcelona;ET Ethiopia Ethiopian Addis_Ababa;FI Finland Finnish Finn Helsinki;FJ Fiji Fijian
            FR France French Paris;GA Gabon;GB United_Kingdom UK Britain Great_Britain British England English Scotland Scottish Wales Welsh Northern_Ireland London Edinburgh;GE Georgian Tbilisi
            GH Ghana Ghanaian Accra;GN Guinea Guinean Conakry;GR Greece Greek Athens;GT Guatemala Guatemalan;HK Hong_Kong;HN Honduras Honduran Tegucigalpa;HR Croatia Croatian Zagreb
            HT Haiti Haitian Port-au-Prince;HU Hungary Hungarian Budapest;ID Indonesia Indonesian Jakarta;IE Ireland Irish Dublin;IL Israel Israeli Jerusalem Tel_Aviv
            IN India Indian New_Delhi Delhi Mumbai;IQ Iraq Iraqi Baghdad;IR Iran Iranian Tehran;IS Iceland Icelandic Reykjavik;IT Italy Italian Rome Milan;JM Jamaica Jamaican
            JO Jordanian Amman;JP Japan Japanese Tokyo;KE Kenya Kenyan Nairobi;KG Kyrgyzstan Kyrgyz Bishkek;KH Cambodia Cambodian Phnom_Penh;KP North_Korea North_Korean Pyongyang
            KR South_Korea South_Korean Seoul;KW Kuwait Kuwaiti;KZ Kazakhstan Kazakh Astana;LA Laos Laotian Vientiane;LB Lebanon Lebanese Beirut;LK Sri_Lanka Sri_Lankan Colombo
            LR Liberia Liberian;LT Lithuania Lithuanian Vilnius;LU Luxembourg;LV Latvia Latvian Riga;LY Libya Libyan Tripoli;MA Morocco Moroccan Rabat;MC Monaco;MD Moldova Moldovan Chisinau
            ME Montenegro Montenegrin;MG Madagascar;MK North_Macedonia Macedonian Skopje;ML Mali Malian Bamako;MM Myanmar Burma Burmese Yangon;MN Mongolia Mongolian;MR Mauritania
            MT Malta Maltese Valletta;MU Mauritius;MV Maldives;MW Malawi;MX Mexico Mexican Mexico_City;MY Malaysia Malaysian Kuala_Lumpur;MZ Mozambique Maputo;NA Namibia Namibian
            NE Niger Niamey;NG Nigeria Nigerian Abuja Lagos;NI Nicaragua Nicaraguan Managua;NL Netherlands Dutch Amsterdam The_Hague;NO Norway Norwegian Oslo;NP Nepal Nepalese Nepali Kathmandu
            NZ New_Zealand New_Zealander Wellington Auckland;OM Oman Omani Muscat;PA Panama Panamanian;PE Peru Peruvian Lima;PG Papua_New_Guinea;PH Philippines Filipino Philippine Manila
            PK Pakistan Pakistani Islamabad Karachi;PL Poland Polish Warsaw;PS Palestine Palestinian Gaza West_Bank Ramallah;PT Portugal Portuguese Lisbon;PY Paraguay Paraguayan
            QA Qatar Qatari Doha;RO Romania Romanian Bucharest;RS Serbia Serbian Serb Belgrade;RU Russia Russian Moscow Kremlin;RW Rwanda Rwandan Kigali;SA Saudi_Arabia Saudi Saudi_Arabian Riyadh
            SD Sudan Sudanese Khartoum;SE Sweden Swedish Swede Stockholm;SG Singapore Singaporean;SI Slovenia Slovenian Slovene Ljubljana;SK Slovakia Slovak Bratislava;SL Sierra_Leone Freetown
            SN Senegal Senegalese Dakar;SO Somalia Somali Mogadishu;SS South_Sudan South_Sudanese Juba;SV El_Salvador Salvadoran;SY Syria Syrian Damascus Aleppo;TG Togo;TH Thailand Thai Bangkok
            TJ Tajikistan Tajik;TM Turkmenistan;TN Tunisia Tunisian;TR Turkey Turkish Turkiye Ankara Istanbul;TT Trinidad_and_Tobago;TW Taiwan Taiwanese Taipei;TZ Tanzania Tanzanian
            UA Ukraine Ukrainian Kyiv Kiev;UG Uganda Ugandan Kampala;US United_States US USA America American Washington New_York California Texas Florida White_House;UY Uruguay Uruguayan Montevideo
            UZ Uzbekistan Uzbek Tashkent;VA Vatican Holy_See;VE Venezuela Venezuelan Caracas;VN Vietnam Vietnamese Hanoi;XK Kosovo Pristina;YE Yemen Yemeni Sanaa Houthi
            ZA South_Africa South_African Pretoria Johannesburg Cape_Town;ZM Zambia Zambian Lusaka;ZW Zimbabwe Zimbabwean Harare
            """,
        ["es"] =
            """
            AE Emiratos_Árabes_Unidos Emiratos Dubái;AF Afganistán Kabul / afgano afgana afganos;AR Argentina Buenos_Aires / argentino argentina argentinos argentinas;AT Austria Viena / austriaco
            AU Australia Sídney / australiano australiana;BE Bélgica Bruselas / belga belgas;BO Bolivia La_Paz / boliviano boliviana;BR Brasil Brasilia Río_de_Janeiro / brasileño brasileña brasileños
            BY Bielorrusia Minsk / bielorruso bielorrusa;CA Canadá Ottawa Toronto / canadiense;CH Suiza Ginebra / suizo suiza;CL Chile / chileno chilena chilenos;CN China Pekín Beijing / chino china chinos chinas
            CO Colombia Bogotá / colombiano colombiana colombianos;CR Costa_Rica / costarricense;CU Cuba La_Habana / cubano cubana cubanos;DE Alemania Berlín / alemán alemana alemanes;DK Dinamarca Copenhague / danés danesa
            DO República_Dominicana Santo_Domingo / dominicano;DZ Argelia Argel / argelino argelina;EC Ecuador Quito / ecuatoriano ecuatoriana;EG Egipto El_Cairo / egipcio;ES España Madrid Barcelona / español española españoles españolas
            ET Etiopía;FR Francia París / francés francesa franceses;GB Reino_Unido Gran_Bretaña Inglaterra Escocia Londres / británico británica inglés inglesa;GR Grecia Atenas / griego griega;GT Guatemala / guatemalteco
            HN Honduras / hondureño;HT Haití / haitiano;HU Hungría Budapest / húngaro;ID Indonesia Yakarta;IE Irlanda Dublín / irlandés;IL Israel Jerusalén Tel_Aviv / israelí israelíes;IN India Nueva_Delhi / indio
            IQ Irak Bagdad / iraquí;IR Irán Teherán / iraní iraníes;IT Italia Roma / italiano italiana italianos;JP Japón Tokio / japonés japonesa japoneses;KP Corea_del_Norte Pyongyang / norcoreano;KR Corea_del_Sur Seúl / surcoreano surcoreana
            LB Líbano Beirut / libanés;LY Libia;MA Marruecos Rabat / marroquí;MX México Ciudad_de_México / mexicano mexicana mexicanos mexicanas;NG Nigeria;NI Nicaragua Managua / nicaragüense;NL Países_Bajos Holanda Ámsterdam / neerlandés holandés
            NO Noruega Oslo / noruego;NZ Nueva_Zelanda / neozelandés;PA Panamá / panameño;PE Perú Lima / peruano peruana peruanos;PH Filipinas / filipino;PK Pakistán / pakistaní;PL Polonia Varsovia / polaco;PS Palestina Gaza Cisjordania / palestino palestina palestinos
            PT Portugal Lisboa / portugués portuguesa;PY Paraguay / paraguayo;QA Catar Qatar;RO Rumania / rumano;RS Serbia Belgrado / serbio;RU Rusia Moscú Kremlin / ruso rusa rusos;SA Arabia_Saudí Arabia_Saudita Riad / saudí;SE Suecia Estocolmo / sueco
            SI Eslovenia Liubliana / esloveno;SV El_Salvador / salvadoreño;SY Siria Damasco / sirio;TR Turquía Ankara Estambul / turco turca;TW Taiwán / taiwanés;UA Ucrania Kiev / ucraniano ucraniana ucranianos;US Estados_Unidos EEUU EE.UU. EUA Washington Nueva_York / estadounidense estadounidenses norteamericano
            UY Uruguay Montevideo / uruguayo;VA Vaticano;VE Venezuela Caracas / venezolano venezolana venezolanos;VN Vietnam;YE Yemen;ZA Sudáfrica / sudafricano
            """,
        ["pt"] =
            """
            AO Angola Luanda / angolano angolana;AR Argentina Buenos_Aires / argentino argentina argentinos;AT Áustria Viena;AU Austrália / australiano australiana;BE Bélgica Bruxelas / belga;BO Bolívia / boliviano;BR Brasil Brasília Rio_de_Janeiro São_Paulo / brasileiro brasileira brasileiros brasileiras
            BY Bielorrússia Belarus Minsk / bielorrusso;CA Canadá / canadense canadiano;CH Suíça Genebra / suíço suíça;CL Chile / chileno;CN China Pequim / chinês chinesa chineses;CO Colômbia Bogotá / colombiano;CU Cuba Havana / cubano;CV Cabo_Verde / cabo-verdiano;DE Alemanha Berlim / alemão alemã alemães
            DK Dinamarca / dinamarquês;DZ Argélia;EC Equador;EG Egito Egipto Cairo;ES Espanha Madri Madrid / espanhol espanhola espanhóis;FR França Paris / francês francesa franceses;GB Reino_Unido Grã-Bretanha Inglaterra Londres / britânico britânica inglês inglesa
            GR Grécia Atenas / grego;HT Haiti;HU Hungria;ID Indonésia Jacarta;IE Irlanda;IL Israel Jerusalém / israelense israelita;IN Índia Nova_Délhi / indiano;IQ Iraque Bagdá;IR Irã Irão Teerã / iraniano iraniana;IT Itália Roma / italiano italiana;JP Japão Tóquio / japonês japonesa japoneses
            KP Coreia_do_Norte / norte-coreano;KR Coreia_do_Sul Seul / sul-coreano;LB Líbano Beirute;MA Marrocos;MX México / mexicano;MZ Moçambique Maputo / moçambicano;NG Nigéria;NL Holanda Países_Baixos Amsterdã / holandês;NO Noruega;NZ Nova_Zelândia;PE Peru / peruano;PL Polónia Polônia Varsóvia / polonês polaco
            PS Palestina Gaza / palestino palestiniano;PT Portugal Lisboa Porto / português portuguesa portugueses;PY Paraguai / paraguaio;QA Catar Qatar;RS Sérvia;RU Rússia Moscou Moscovo / russo russa russos;SA Arábia_Saudita / saudita;SE Suécia / sueco;SI Eslovénia Eslovênia;SY Síria;TR Turquia / turco
            TW Taiwan;UA Ucrânia Kiev / ucraniano ucraniana;US Estados_Unidos EUA Washington Nova_York Nova_Iorque / americano americana norte-americano;UY Uruguai / uruguaio;VA Vaticano;VE Venezuela Caracas / venezuelano;ZA África_do_Sul / sul-africano
            """,
        ["fr"] =
            """
            AF Afghanistan Kaboul / afghan;AR Argentine / argentin argentine;AT Autriche Vienne / autrichien;AU Australie / australien australienne;BE Belgique Bruxelles / belge belges;BF Burkina_Faso / burkinabè;BR Brésil Brasilia / brésilien brésilienne;BY Biélorussie Minsk / biélorusse
            CA Canada Québec Ottawa Montréal / canadien canadienne québécois;CD Congo Kinshasa / congolais;CH Suisse Genève Berne / suisse;CI Côte_d'Ivoire Abidjan / ivoirien;CM Cameroun / camerounais;CN Chine Pékin / chinois chinoise;CO Colombie / colombien;CU Cuba;DE Allemagne Berlin / allemand allemande allemands
            DK Danemark / danois;DZ Algérie Alger / algérien algérienne;EG Égypte Caire / égyptien;ES Espagne Madrid / espagnol espagnole;FR France Paris Marseille Lyon / français française françaises;GB Royaume-Uni Grande-Bretagne Angleterre Londres / britannique anglais anglaise;GR Grèce Athènes / grec;HT Haïti / haïtien
            HU Hongrie;IE Irlande / irlandais;IL Israël Jérusalem / israélien israélienne;IN Inde / indien;IQ Irak Bagdad / irakien;IR Iran Téhéran / iranien iranienne;IT Italie Rome / italien italienne;JP Japon Tokyo / japonais japonaise;KP Corée_du_Nord / nord-coréen;KR Corée_du_Sud Séoul / sud-coréen;LB Liban Beyrouth / libanais
            LY Libye;MA Maroc Rabat / marocain marocaine;ML Mali Bamako / malien;MX Mexique / mexicain;NE Niger Niamey / nigérien;NG Nigeria;NL Pays-Bas Amsterdam / néerlandais;NO Norvège;PL Pologne Varsovie / polonais polonaise;PS Palestine Gaza / palestinien palestinienne;PT Portugal / portugais;QA Qatar;RO Roumanie / roumain
            RS Serbie / serbe;RU Russie Moscou Kremlin / russe russes;SA Arabie_saoudite Riyad / saoudien;SE Suède / suédois;SN Sénégal Dakar / sénégalais;SY Syrie Damas / syrien;TN Tunisie Tunis / tunisien;TR Turquie Ankara / turc turque;TW Taïwan Taiwan;UA Ukraine Kiev Kyiv / ukrainien ukrainienne
            US États-Unis Etats-Unis USA Washington New_York / américain américaine américains;VA Vatican;VE Venezuela / vénézuélien;VN Vietnam;ZA Afrique_du_Sud / sud-africain
            """,
        ["de"] =
            """
            AF Afghanistan Kabul / afghanische;AR Argentinien / argentinische;AT Österreich Wien Österreicher / österreichische;AU Australien / australische;BE Belgien Brüssel / belgische;BR Brasilien / brasilianische;BY Belarus Weißrussland Minsk / belarussische;CA Kanada / kanadische;CH Schweiz Bern Zürich Genf Schweizer / schweizerische
            CN China Peking Chinesen / chinesische chinesisch;CU Kuba;CZ Tschechien Prag / tschechische;DE Deutschland Berlin Bundesrepublik / deutsche deutsch;DK Dänemark / dänische;EG Ägypten Kairo / ägyptische;ES Spanien Madrid / spanische;FI Finnland;FR Frankreich Paris Franzosen / französische;GB Großbritannien Vereinigtes_Königreich England London Briten / britische englische
            GR Griechenland Athen / griechische;HR Kroatien;HU Ungarn Budapest / ungarische;IE Irland;IL Israel Jerusalem / israelische;IN Indien / indische;IQ Irak Bagdad;IR Iran Teheran / iranische;IT Italien Rom / italienische;JP Japan Tokio / japanische;KP Nordkorea / nordkoreanische;KR Südkorea Seoul / südkoreanische;LB Libanon Beirut / libanesische;LY Libyen
            MX Mexiko / mexikanische;NL Niederlande Amsterdam Den_Haag / niederländische;NO Norwegen;PK Pakistan;PL Polen Warschau / polnische;PS Palästina Gaza Gazastreifen / palästinensische;PT Portugal;QA Katar;RO Rumänien;RS Serbien Belgrad / serbische;RU Russland Moskau Kreml Russen / russische;SA Saudi-Arabien Saudiarabien Riad;SE Schweden / schwedische
            SI Slowenien / slowenische;SY Syrien Damaskus / syrische;TR Türkei Ankara Istanbul / türkische;TW Taiwan;UA Ukraine Kiew Kyjiw Ukrainer / ukrainische;US USA Vereinigte_Staaten Vereinigten_Staaten Amerika Washington New_York Amerikaner / amerikanische US-amerikanische;VE Venezuela;ZA Südafrika
            """,
        ["it"] =
            """
            AR Argentina / argentino;AT Austria Vienna / austriaco;AU Australia;BE Belgio Bruxelles / belga;BR Brasile / brasiliano;CA Canada / canadese;CH Svizzera Ginevra / svizzero svizzera;CN Cina Pechino / cinese cinesi;CU Cuba;DE Germania Berlino / tedesco tedesca tedeschi;EG Egitto Cairo / egiziano;ES Spagna Madrid / spagnolo spagnola;FR Francia Parigi / francese francesi
            GB Regno_Unito Gran_Bretagna Inghilterra Londra / britannico inglese;GR Grecia Atene / greco;HR Croazia;HU Ungheria;IE Irlanda;IL Israele Gerusalemme / israeliano israeliana;IN India / indiano;IQ Iraq Baghdad;IR Iran Teheran / iraniano iraniana;IT Italia Roma Milano Napoli / italiano italiana italiani italiane;JP Giappone Tokyo / giapponese giapponesi;KP Corea_del_Nord;KR Corea_del_Sud
            LB Libano Beirut / libanese;LY Libia Tripoli / libico;MX Messico / messicano;NL Olanda Paesi_Bassi / olandese;PL Polonia Varsavia / polacco;PS Palestina Gaza / palestinese palestinesi;PT Portogallo;RU Russia Mosca Cremlino / russo russa russi;SA Arabia_Saudita;SE Svezia;SI Slovenia / sloveno;SY Siria Damasco / siriano;TN Tunisia;TR Turchia Ankara / turco;TW Taiwan;UA Ucraina Kiev / ucraino ucraina ucraini
            US Stati_Uniti Usa Washington New_York / americano americana statunitense;VA Vaticano;VE Venezuela;ZA Sudafrica
            """,
        ["nl"] =
            """
            AU Australië;BE België Brussel Antwerpen Belgische;BR Brazilië;CA Canada;CH Zwitserland;CN China Peking Chinese;DE Duitsland Berlijn Duitse;DK Denemarken;EG Egypte;ES Spanje Spaanse;FR Frankrijk Parijs Franse;GB Verenigd_Koninkrijk Groot-Brittannië Engeland Londen Britse Engelse;GR Griekenland;HU Hongarije;ID Indonesië;IE Ierland;IL Israël Jeruzalem Israëlische
            IN India;IQ Irak;IR Iran Teheran Iraanse;IT Italië Rome Italiaanse;JP Japan Tokio Japanse;KP Noord-Korea;KR Zuid-Korea;LB Libanon;MA Marokko;MX Mexico;NL Nederland Amsterdam Den_Haag Rotterdam Nederlandse;NO Noorwegen;PL Polen Poolse;PS Palestina Gaza Palestijnse;PT Portugal;RU Rusland Moskou Kremlin Russische;SA Saoedi-Arabië;SE Zweden;SR Suriname
            SY Syrië;TR Turkije Turkse;UA Oekraïne Kiev Kyiv Oekraïense;US Verenigde_Staten VS Amerika Washington New_York Amerikaanse;VE Venezuela;ZA Zuid-Afrika
            """,
        ["pl"] =
            """
            AT Austria Wiedeń;AU Australia;BE Belgia Bruksela;BR Brazylia;BY Białoruś Mińsk / białoruski białoruska;CA Kanada;CH Szwajcaria;CN Chiny Pekin / chiński chińska;CZ Czechy Praga / czeski;DE Niemcy Niemiec Berlin / niemiecki niemiecka;EG Egipt;ES Hiszpania Madryt;FR Francja Paryż / francuski francuska;GB Wielka_Brytania Anglia Londyn / brytyjski brytyjska
            GR Grecja;HU Węgry Budapeszt;IL Izrael / izraelski;IN Indie;IQ Irak;IR Iran / irański;IT Włochy Rzym / włoski;JP Japonia Tokio / japoński;KP Korea_Północna;KR Korea_Południowa;LT Litwa Wilno / litewski;LV Łotwa;NL Holandia;PL Polska Warszawa Kraków / polski polska polskie;PS Palestyna Gaza / palestyński;RU Rosja Moskwa Kreml / rosyjski rosyjska
            SE Szwecja;SK Słowacja;SY Syria;TR Turcja;UA Ukraina Kijów / ukraiński ukraińska;US Stany_Zjednoczone USA Ameryka Waszyngton / amerykański amerykańska;VA Watykan
            """,
        ["sl"] =
            """
            AT Avstrija Dunaj / avstrijski;BA Bosna Sarajevo;BE Belgija Bruselj;BR Brazilija;CH Švica;CN Kitajska Peking / kitajski;DE Nemčija Berlin / nemški;ES Španija;FR Francija Pariz / francoski;GB Velika_Britanija Anglija London / britanski;GR Grčija;HR Hrvaška Zagreb / hrvaški;HU Madžarska Budimpešta / madžarski;IL Izrael / izraelski;IN Indija;IR Iran;IT Italija Rim Trst / italijanski
            JP Japonska Tokio / japonski;KR Južna_Koreja;MK Severna_Makedonija;ME Črna_gora;NL Nizozemska;PL Poljska;PS Palestina Gaza / palestinski;RS Srbija Beograd / srbski;RU Rusija Moskva Kremelj / ruski;SE Švedska;SI Slovenija Ljubljana Maribor / slovenski;SY Sirija;TR Turčija / turški;UA Ukrajina Kijev / ukrajinski;US ZDA Združene_države Amerika Washington / ameriški;VA Vatikan;XK Kosovo
            """,
        ["ru"] =
            """
            AE ОАЭ;AF Афганистан Кабул / афганский;AM Армения Ереван / армянский;AT Австрия Вена;AU Австралия;AZ Азербайджан Баку / азербайджанский;BE Бельгия Брюссель;BR Бразилия;BY Белоруссия Беларусь Минск / белорусский;CA Канада / канадский;CH Швейцария;CN Китай КНР Пекин / китайский;CU Куба;CZ Чехия;DE Германия ФРГ Берлин / немецкий германский;EE Эстония
            EG Египет Каир;ES Испания Мадрид / испанский;FI Финляндия;FR Франция Париж / французский;GB Великобритания Англия Лондон Британия / британский английский;GE Грузия Тбилиси / грузинский;GR Греция;HU Венгрия Будапешт;IL Израиль Иерусалим / израильский;IN Индия / индийский;IQ Ирак Багдад;IR Иран Тегеран / иранский;IT Италия Рим / итальянский;JP Япония Токио / японский
            KG Киргизия Бишкек;KP КНДР;KR Южная_Корея Сеул;KZ Казахстан Астана / казахстанский;LB Ливан Бейрут;LT Литва;LV Латвия Рига;MD Молдавия Молдова Кишинев;MX Мексика;NL Нидерланды;NO Норвегия;PL Польша Варшава / польский;PS Палестина Газа / палестинский;RS Сербия Белград / сербский;RU Россия РФ Москва Кремль Петербург / российский русский
            SA Саудовская_Аравия;SE Швеция;SY Сирия Дамаск / сирийский;TJ Таджикистан;TR Турция Анкара Стамбул / турецкий;TW Тайвань;UA Украина Киев / украинский;US США Америка Вашингтон Нью-Йорк / американский;UZ Узбекистан Ташкент;VA Ватикан;VE Венесуэла
            """,
        ["uk"] =
            """
            AT Австрія;BE Бельгія Брюссель;BR Бразилія;BY Білорусь Мінськ / білоруський;CA Канада;CN Китай Пекін / китайський;CZ Чехія;DE Німеччина Берлін / німецький;ES Іспанія;FR Франція Париж / французький;GB Велика_Британія Британія Англія Лондон / британський;GE Грузія;GR Греція;HU Угорщина Будапешт / угорський;IL Ізраїль / ізраїльський;IN Індія;IQ Ірак;IR Іран Тегеран / іранський
            IT Італія Рим / італійський;JP Японія Токіо / японський;KP КНДР;KR Південна_Корея;LT Литва;LV Латвія;MD Молдова;NL Нідерланди;PL Польща Варшава / польський;PS Палестина Газа;RO Румунія;RU Росія РФ Москва Кремль / російський;SE Швеція;SK Словаччина;SY Сирія;TR Туреччина Анкара / турецький;UA Україна Київ Харків Одеса Львів / український;US США Америка Вашингтон / американський
            """,
        ["tr"] =
            """
            AE BAE;AF Afganistan;AU Avustralya;AZ Azerbaycan Bakü;BE Belçika Brüksel;BR Brezilya;CA Kanada;CN Çin Pekin Çinli;CY Kıbrıs KKTC;DE Almanya Berlin Alman;EG Mısır Kahire;ES İspanya;FR Fransa Paris Fransız;GB İngiltere Birleşik_Krallık Londra İngiliz;GR Yunanistan Atina Yunan;IL İsrail Kudüs;IN Hindistan;IQ Irak Bağdat;IR İran Tahran İranlı
            IT İtalya Roma;JP Japonya Tokyo Japon;KR Güney_Kore;LB Lübnan;LY Libya;PK Pakistan;PS Filistin Gazze Filistinli;QA Katar;RU Rusya Moskova Kremlin Rus;SA Suudi_Arabistan;SY Suriye Şam Suriyeli;TR Türkiye Ankara İstanbul İzmir Türk;UA Ukrayna Kiev Ukraynalı;US ABD Amerika Washington Amerikalı Amerikan
            """,
        ["ar"] =
            """
            AE الإمارات أبوظبي دبي إماراتي;AF أفغانستان كابول;BH البحرين المنامة;CN الصين بكين صيني صينية;DE ألمانيا برلين ألماني;DZ الجزائر جزائري جزائرية;EG مصر القاهرة مصري مصرية;ES إسبانيا مدريد;FR فرنسا باريس فرنسي فرنسية;GB بريطانيا لندن بريطاني بريطانية;IL إسرائيل إسرائيلي إسرائيلية;IN الهند هندي;IQ العراق بغداد عراقي عراقية;IR إيران طهران إيراني إيرانية
            IT إيطاليا روما;JO الأردن عمان أردني;JP اليابان طوكيو ياباني;KR كوريا_الجنوبية;KW الكويت كويتي;LB لبنان بيروت لبناني لبنانية;LY ليبيا طرابلس ليبي;MA المغرب الرباط مغربي مغربية;OM مسقط;PK باكستان;PS فلسطين غزة فلسطيني فلسطينية فلسطينيين;QA قطر الدوحة قطري;RU روسيا موسكو روسي روسية;SA السعودية الرياض سعودي سعودية;SD السودان الخرطوم سوداني
            SY سوريا سورية دمشق سوري;TN تونس تونسي;TR تركيا أنقرة تركي تركية;UA أوكرانيا كييف أوكراني;US الولايات_المتحدة أمريكا أميركا واشنطن أمريكي أميركي أمريكية;YE اليمن صنعاء يمني
            """,
        ["zh"] =
            """
            AF 阿富汗;AR 阿根廷;AU 澳大利亚 澳洲;BR 巴西;BY 白俄罗斯;CA 加拿大;CH 瑞士;CN 中国 中國 北京 上海;CU 古巴;DE 德国 德國;EG 埃及;ES 西班牙;FR 法国 法國 巴黎;GB 英国 英國 伦敦;GR 希腊;HK 香港;ID 印尼 印度尼西亚;IL 以色列;IN 印度;IQ 伊拉克;IR 伊朗;IT 意大利;JP 日本 东京 東京;KP 朝鲜 朝鮮;KR 韩国 韓國 首尔;LB 黎巴嫩;LY 利比亚;MM 缅甸;MO 澳门;MX 墨西哥
            MY 马来西亚;NL 荷兰;NZ 新西兰;PH 菲律宾;PK 巴基斯坦;PL 波兰;PS 巴勒斯坦 加沙;RU 俄罗斯 俄羅斯 莫斯科;SA 沙特;SE 瑞典;SG 新加坡;SY 叙利亚;TH 泰国 泰國;TR 土耳其;TW 台湾 台灣 台北;UA 乌克兰 烏克蘭 基辅;US 美国 美國 华盛顿 纽约;VE 委内瑞拉;VN 越南;ZA 南非
            """,
        ["ja"] =
            """
            AF アフガニスタン;AR アルゼンチン;AU オーストラリア;BR ブラジル;BY ベラルーシ;CA カナダ;CH スイス;CN 中国 北京 上海;DE ドイツ;EG エジプト;ES スペイン;FR フランス パリ;GB 英国 イギリス ロンドン;GR ギリシャ;HK 香港;ID インドネシア;IL イスラエル;IN インド;IQ イラク;IR イラン;IT イタリア;JP 日本 東京 大阪;KP 北朝鮮;KR 韓国 ソウル;LB レバノン;MM ミャンマー;MX メキシコ;NL オランダ
            PH フィリピン;PK パキスタン;PL ポーランド;PS パレスチナ ガザ;RU ロシア モスクワ;SA サウジアラビア;SE スウェーデン;SY シリア;TH タイ政府;TR トルコ;TW 台湾;UA ウクライナ キーウ;US 米国 アメリカ ワシントン ニューヨーク;VE ベネズエラ;VN ベトナム;ZA 南アフリカ
            """,
    };
}
