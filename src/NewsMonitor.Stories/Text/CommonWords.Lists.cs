namespace NewsMonitor.Stories.Text;

internal static partial class CommonWords
{
    private static readonly Dictionary<string, Dictionary<string, double>> ByLanguage = new()
    {
        ["en"] = Build(
            "en",
            """
            able according across actually added ago along announced april area article ask asked august began begin behind believe believed best big billion bring
            brought call case cent certainly change chief child children city clear clearly close coming comment company continue continued country current currently day
            days december decision different director earlier early east eight email end especially evening expect expected face fact family far february find first five
            follow followed following former found four free friday full good government great group half hand happen happened head held help helped high hold home hour
            house image important include including information inside international issue january july june keep kept known large late later lead leave led left life
            line live lived living long look looked looking lot low main major man march member men million minister minute monday money month months morning move moved
            name named national new news night nine north november number october office official officials old open outside page part past people percent photo picture
            place plan planned point police possible post posted president probably problem public question quickly ran read real reason recent recently report reported
            result right run running saturday second september set seven share show shown side simply site six small source south spokesman spokeswoman start state
            statement story sunday team tell ten term think third thought three thursday time tomorrow top tried try trying tuesday turn turned two update updated video
            want wanted website wednesday week weeks west woman women work working world year years yesterday young
            """,
            """
            accident account accusation accuse accused action administration advantage africa african afternoon age agency agree agreed agreement ahead aim air airport
            allow allowed alone america american amount analyst anniversary answer apart appear appeared approval approve approved army arrest arrive arrived asia asian
            association attack attention attorney audience australia author authority autumn average baby bank begun beijing black blood blue board body bomb book border
            boss bought boy brand break britain british broke broken brother budget build building built bureau business buy campaign canada capital car carried carry
            cause caused center central centre century certain chair chairman challenge chance channel charge china chinese circumstance citizen claim claimed client
            climate club coach coast cold color commission committee common community computer concern concerned condition conference confirm confirmed congress consider
            considered consumer control cost council county couple court crash create created crime criminal crisis crowd cup customer cut damage damaged danger dangerous
            dark data date daughter dead deal death decade decide decided decrease deep defence defense denied deny department deputy describe described design despite
            destroy destroyed detail develop developed development die died difficult district doctor document dollar door double dozen driver drop dropped earth easy
            economic economist economy editor effect effort election emergency employee employer energy england eu euro europe european event evidence example executive
            experience expert explain explained export eye faced fail failed failure fall fallen fan father feature federal federation feel fell felt field fight fighting
            figure film finally finance financial fire flight floor food force forced foreign form forward foundation founder france french friend fund future game gas
            gave general german germany girl giving goal green ground grow growth guilty gun hair hard health hear heard heart heavy history hit holiday hope hoped
            hospital hot human hundred husband idea immediately impact import incident increase increased india indian injured injury institute institution interest
            internet interview introduce introduced investigate investigation investigator investment investor iran iraq island israel jail japan job join joined
            journalist judge kill killed killing kind korea labor land launch launched law lawyer leader league learn learned legal letter level light list listen local
            london lose loss lost magazine making manager market match meanwhile measure media medical meet meeting message met middle midnight military mind ministry
            mobile model moment moreover mother mountain movie murder music nation nearly neighbor network newspaper noon note offer offered officer oil online opinion
            opportunity oppose opposed opposition order organisation organization otherwise owner paid paper parent park parliament party passenger patient pay peace
            period person phone play played player plead policy position pound power press pressure price prime prison process produce produced product production
            professor program programme project proposal propose proposed prosecutor protect protection provide provided province purpose quality quick raise raised rate
            reach reached react reaction receive received record red reduce reduced refuse refused region reject rejected relation release released remain remained
            reporter rescue research resident respond responded response return returned reveal revealed review rise risen risk river road role room rose rule russia
            russian safe safety sale sanction school score sea search season secretary security seem seemed sell senate send senior sent sentence sentenced serious serve
            served service severe shoot shop short shot sign signed similar simple single sister sit situation sky slow social software sold son space speak special
            speech spoke spring square stand star stay stayed step stock stood stop stopped store storm street strike strong struck student study success successful
            suggest suggested summer sun support suspect syria system talk talks target tariff tax taxpayer technology television territory therefore thousand threat
            threaten threatened together total town trade trial trip trouble tv type uk ukraine union united university urge urged usa user using value vehicle version
            vice victim view viewer village visit vote voter wait waiting walk wall war warn warned warning washington watch watched water weapon weather weekend white
            whole wide wife win window winter witness worker write written wrote york
            """,
            """
            accept accepted access achieve acknowledge act active activity actor add additional address admit admitted adult advance advice affair affect agent aggressive
            aid aircraft alive allegation allege alleged allegedly alongside alternative amid ample announcement annual anonymous apologize apology apparent apparently
            appeal application apply appoint appointed approach appropriate argue argued argument arm art artist aside aspect assault assembly assess assessment asset
            assist assistance assistant associate assume attempt attempted attend attended attitude attract award aware awareness background bad badly bag balance ball
            ban banned bar base based basic basis battle beach bear beat beautiful bed behavior behaviour belief bell belong benefit bet bid bill bird birth bit blame
            blast block blow boat bond born bottom box boyfriend brain branch brave breath brief bright broad broadcast brown bullet burn bus bush busy button cabinet
            calm camera camp cancel cancelled capable capacity captain capture captured card care career careful cash cast catch caught celebrate celebrated celebration
            celebrity champion championship chapter character chase cheap check chemical choice choose chose chosen church circle civil civilian class classic clean climb
            clinical clock clothes cloud coalition code coffee collapse collapsed colleague collect collection college column combat combine comfort command commander
            commercial commissioner commit committed communication communist compare compared comparison compete competition competitive competitor complain complaint
            complete completed completely complex complicated component concept concert conclude conclusion conduct conducted confidence confident conflict confused
            connect connected connection consequence conservative consistent constant constitution construction consultant contact contain content contest context
            contract contractor contrast contribute contribution controversial controversy convention conversation convict convicted conviction convince cook cool
            cooperation copy core corner corporate corporation correct corruption count counter courage course cover coverage covered crack craft crazy credit crew critic
            critical criticise criticism criticize criticized cross cultural culture cure curious custody custom cycle daily dance deadline deadly dealer dear debate debt
            debut declare declared decline declined deeply defeat defend defendant deficit define definitely degree delay delayed deliver delivered delivery demand
            demanded democracy democrat democratic democrats demonstrate demonstration depart deploy deployed desert deserve desire desk desperate detailed detain
            detained detect detective determine determined device dialogue diet differ difference dinner diplomat diplomatic direct directed direction directly dirty
            disaster discipline discover discovered discovery discuss discussed discussion disease dismiss dismissed display dispute distance distribution diverse divide
            divided division divorce doubt downtown draft drag drama dramatic draw drawn dream dress drew drink drive driven driving drove drug dry due duty eager ear
            earn earned ease eastern eat edge edition education educational effective efficient elect elected electric electronic element eliminate elsewhere embassy
            emerge emerged emotion emotional emphasize empty enable encounter encourage enemy enforce enforcement engage engine engineer enjoy enjoyed enormous ensure
            enter entered enterprise entertainment entire entirely entrance entry environment environmental equal equally equipment era error escape escaped essential
            establish established estate estimate estimated ethnic evaluate eventually everybody everyone everything everywhere evil exact exactly examine excellent
            except exception exchange excite excited exciting exclusive exclusively excuse exercise exist existing exit expand expansion expensive explode exploded
            explore explosion expose exposed exposure express expressed expression extend extended extension extensive extent extra extraordinary extreme extremely
            facebook facility factor factory faculty fair fairly faith false familiar famous fashion fast fat fate favor favorite favourite fear fed fee feed feeling
            fellow female fewer fiction fierce fighter file filed fill filled final finger finish finished firm fit fix fixed flag flat fled flee fleet flood flow fly
            focus focused folk foot football forecast forest forget forgot formal format formation formed formerly formula forth fortune forum foul fourth frame freedom
            frequent frequently fresh friendly friendship front fuel fully fun function funeral funny furniture gain gang garden gate gather gathered gay gear generate
            generation gentle gift girlfriend glad glass global god gold golden google governor grab grade gradually grand grandfather grandmother grant grass grave gray
            greater greatest greek guarantee guard guess guest guide guilt guy habit hall handle hang happy harm hat hate headline headquarters healthy hearing heat
            heavily height helicopter hero hide highest highlight highly highway hill hire hired historic historical hole holy honest honor honour horse host hostage
            hostile hotel household housing huge humanitarian hunt hunting hurt ice ideal identified identify identity ignore ill illegal illegally illness imagine
            immediate immigrant immigration implement implementation imply impose imposed impossible impress impression impressive improve improved improvement inch
            income incredible independence independent index indicate indicated individual industrial industry infant inflation influence inform informed infrastructure
            initial initially initiative injure inner innocent innovation inquiry insist insisted inspect inspection inspector inspire install instance instant
            instruction instrument insurance intelligence intend intended intense intention interim internal interpret intervene intervention introduction invade invasion
            invest invite invited involve involved involvement islamic item jet joint joke journey joy judicial jump junior jury justice justify key kick kid kiss kitchen
            knee knew knife knock knowledge lab laboratory lack lady lake landing landscape language largely largest laser latest laugh laughter lawmaker lawsuit lay
            layer leadership leading lean leap lecture legacy legend legislation lesson liberal liberty library licence license lie lifetime lift limit limited link lip
            literature load loan location lock logic lonely loose lord loud love lover lower lowest loyal luck lucky lunch machine mad mail mainly maintain maintenance
            majority maker male manage managed management manner manufacturer manufacturing map marine mark marketing marriage married marry mask mass massive master
            material matter maximum mayor meal mean meaning meant meat mechanism medal medicine medium memorial memory mental mention mentioned merely mess metal method
            metropolitan mile militant militia milk minor minority mirror miss missed missing mission mistake mix mixed mode moderate modern modest monetary monitor mood
            moon moral mostly motion motor mount mouth movement multiple murdered muscle museum muslim mutual mystery narrow natural nature naval navy nearby neck
            negative negotiate negotiation negotiator neighborhood neighbour nervous net neutral newly nobody noise nominee normal normally northern nose notable notice
            noticed nowhere nuclear object objective obligation observe observed observer obstacle obtain obtained obvious obviously occasion occasionally occupy occur
            occurred ocean odd offence offense offensive offering officially opera operate operated operating operation operator opponent opposite option ordinary
            organize organized original originally outcome outlet output overall overcome overnight overseas owe owned ownership pace pack package pain painful paint
            painting pair palace pale panel panic participant participate participation particular particularly partly partner partnership pass passed passion path
            pattern pause peaceful peak penalty pension perfect perfectly perform performance performed permanent permission permit personal personality personally
            personnel perspective phase phenomenon philosophy photograph photographer phrase physical piece pilot pink pipe pitch plain plane planet planning plant plate
            platform plenty plot plus pocket poem poet poll pollution pool poor pop popular population port portion portrait pose positive possess possibility possibly
            potential potentially poverty powerful practical practice pray prayer precisely predict predicted prefer preferred pregnant preparation prepare prepared
            presence present presented preserve presidential presumably pretty prevent prevented previous previously pride priest primarily primary prince princess
            principal principle print prior priority prisoner privacy private privately prize probe procedure proceed producer profession professional profile profit
            progress prohibit prominent promise promised promote promoted promotion prompt proof proper properly property proportion prosecution prospect prove proved
            provision psychological publication publicity publish published publisher pull pulled punch punishment purchase pure purple push pushed qualify quarter queen
            quiet quietly quit quote quoted race racial racing radical radio rail rain rally range rank rapid rapidly rare rarely raw reader reading ready realise reality
            realize rear rebel recall recalled recession recognise recognition recognize recognized recommend recommendation recommended recover recovered recovery
            recruit refer reference reflect reform refugee regard regarded regarding regardless regime regional register regret regular regularly regulation regulator
            regulatory relate related relationship relative relatively relax relevant reliable relief religion religious reluctant rely remaining remark remarkable
            remember remembered remind remote remove removed rent repeat repeated repeatedly replace replaced reply represent representative represented republic
            republican republicans reputation request requested require required requirement reserve residence resign resignation resigned resist resistance resolution
            resolve resource respect responsibility responsible rest restaurant restore restored restrict restriction retail retain retire retired retirement revenge
            revenue reverse revolution reward rich rid ride rifle ring riot rival rob robbery rock roll rolled romantic roof root rope rough round route routine row royal
            ruin ruled ruling rumor rumour rural rush sad sadly safely sail saint sake salary sample sand satellite satisfy save saved scale scandal scared scenario scene
            schedule scheduled scheme scholar science scientific scientist scope scream screen script seal seat secret section sector secure seek seeking segment seize
            seized select selected selection self seller senator sense sensitive separate separated sequence series seriously session setting settle settled settlement
            sex sexual shadow shake shame shape sharp sharply shelter shift shine ship shirt shock shocked shocking shoe shooting shopping shore shortage shortly shoulder
            shout shut shy sick sight signal significant significantly silence silent silver singer sink size skill skin sleep slightly slip slowly smart smell smile
            smoke smooth snow soccer society soft soil soldier sole solid solution solve song sophisticated sort sought soul sound southern speaker specialist specialize
            species specific specifically specify speculation speed spend spending spent spirit spiritual split spoken sponsor sport spot spread stable stadium staff
            stage stake standard standing stare statistic status steady steal steel stem stick stole stolen stomach stone storage strange stranger strategic strategy
            stream strength strengthen stress stretch strict string strip stroke strongly structure struggle struggled studio stuff stupid style subject submit submitted
            subsequent subsequently substance substantial succeed sudden suddenly sue sued suffer suffered sufficient sugar suggestion suicide suit summit super supply
            supporter supporting suppose supposed supreme surely surface surgery surprise surprised surprising surprisingly surround surrounding survey survival survive
            survived survivor suspend suspended suspicion suspicious sustain swear sweep sweet swim swing switch symbol sympathy symptom table tackle tactic tail talent
            tall tank tap tape task taste taught teach teacher teaching tear technical technique teen teenage teenager telephone temperature temporary tend tendency
            tension tent terrible terror terrorism terrorist test tested testified testify testimony testing text thank theater theatre theme theory therapy thick thin
            thirty threw throat throughout throw thrown ticket tie tight tiny tip tired title tobacco tone tool tooth torture totally touch tough tour tourist tournament
            tower toy track tradition traditional traffic tragedy tragic train trained training transfer transform transition translate transport transportation travel
            traveled traveling treat treated treatment treaty tree trend tribe trick triumph troop truck true truly trust truth tube tweet tweeted twenty twice twin
            twitter typical typically ugly ultimate ultimately unable uncle unclear undergo understand understanding understood undertake unexpected unfortunately uniform
            unique unit unite unity universal universe unknown unless unlike unlikely unprecedented unusual upper upset urban urgent usual usually vacation valley
            valuable van variety various vary vast venture venue verdict versus veteran victory violate violation violence violent virtually visible vision visitor visual
            vital voice volume volunteer vulnerable wage wake walked warm wash waste wave weak weakness wealth wealthy wear wearing web wedding weigh weight welcome
            welfare western wet wheel whisper widely widespread wild willing wind wine wing winner winning wire wise wish withdraw withdrawal withdrew wonder wonderful
            wood wooden word wore worldwide worn worried worry worse worst worth wound wounded writer writing wrong yard yellow youth zone
            """),
        ["es"] = Build(
            "es",
            """
            abril afirmo agosto ano anos anuncio aseguro autoridades ayer casa caso casos ciudad despues dia diario dias diciembre dolares domingo enero estado euros
            explico febrero final fotos gente gobierno gran grandes hombre hora horas informo internacional jueves julio junio lunes manana martes marzo mayo mayor mejor
            menos mes meses miercoles millones ministro minutos mujer mundo nacional ninos noche noticias noviembre nueva nuevas nuevo nuevos octubre pais paises parte
            personas policia presidente primer primera sabado segun segundo semana septiembre tarde tercer trabajo ultima ultimo ultimos veces vez vida video viernes vivo
            """,
            """
            accidente actor actriz agua amigo argentina argentino artista ataque atleta atletas aumento banco barcelona bronce calle campeon cantante capital carcel chile
            china cine colombia congreso copa covid crisis cultura delito derrota dinero economia educacion eeuu elecciones empleo empresa empresas enfermedad entrenador
            equipo equipos escuela espana espanol espanola estados estudiantes europa europeo facebook familia frontera gol goles guerra heridos hermano hija hijo
            historia hospital incendio internet israel juegos juez jugador jugadores juicio justicia ley leyes libro liga lluvias madre madrid mar medalla medallas
            medicos mercado mexicano mexico muerte muerto muertos mundial municipio musica olimpicos oro padre pandemia partido partidos paz peru plata precio precios
            provincia redes region rusia salud seleccion senado serie sociales tecnologia terremoto tierra tokio torneo trabajo tribunal twitter ucrania unidos union
            universidad vacuna venezuela victimas victoria virus zona
            """),
        ["pt"] = Build(
            "pt",
            """
            abril afirma afirmou agosto amanha ano anos anuncia anunciou apos autoridades casa caso casos cidade criancas dezembro dia dias diz dolares domingo estado
            euros explica feira fevereiro final fotos gente governo grande grandes homem hora horas internacional janeiro jornal julho junho maio maior marco melhor menos
            mes meses milhoes ministro minutos mulher mundo nacional noite noticias nova novas novembro novo novos ontem outubro pais paises parte pessoas policia
            presidente primeira primeiro quarta quinta reais sabado segunda segundo semana setembro sexta tarde terca terceiro trabalho ultima ultimo vez vezes vida video
            vivo
            """,
            """
            acidente agua amigo artista ataque atleta atletas ator atriz aumento banco brasil brasileira brasileiro brasileiros brasilia bronze campeao cantor capital
            china chuvas cinema congresso copa covid crime crise cultura derrota dinheiro doenca economia educacao eleicoes emprego empresa empresas equipa equipe escola
            estados estudantes eua europa europeu familia feridos filha filho fronteira gol gols guerra historia hospital incendio internet irmao israel jogador jogadores
            jogos juiz julgamento justica lei leis liga lisboa livro mae mar medalha medalhas medicos mercado morte morto mortos mundial musica olimpiada olimpiadas
            olimpica olimpicos ouro pai pandemia partido paulo paz portugal portugues prata preco precos prisao redes regiao rio rua russia saude selecao senado serie
            sociais tecnico tecnologia terra time toquio torneio treinador tribunal ucrania uniao unidos universidade vacina virus vitimas vitoria zona
            """),
        ["fr"] = Build(
            "fr",
            """
            affirme an annee annees annonce ans aout autorites avril cas decembre demain dernier derniere dimanche direct enfants etat euros explique femme fevrier
            gouvernement grand grande heure heures hier homme international janvier jeudi jour journal jours juillet juin lundi mai maison mardi mars matin meilleur
            mercredi millions ministre minutes mois monde national nouveau nouveaux nouvelle novembre octobre partie pays personnes photos police premier premiere
            president samedi selon semaine septembre soir travail vendredi video vie ville
            """,
            """
            accident acteur americain argent artiste assemblee attaque banque blesses but buts champion chine coupe covid crise culture defaite eau ecole economie
            elections emploi entraineur entreprise equipe etats europe europeen famille fille film fils francais francaise france guerre histoire hopital incendie israel
            jeux joueur joueurs juge justice ligue livre loi marche match medaille medecins mer mere mort morts musique paix paris parti pere prison prix proces region
            rue russie sante senat serie terre tribunal ukraine union unis universite vaccin victimes victoire virus zone
            """),
        ["de"] = Build(
            "de",
            """
            abend angaben april arbeit august behorden bild dezember dienstag dollar donnerstag erste ersten euro fall februar foto frau freitag gestern grosse grossen
            haus heute jahr jahre jahren januar juli juni kinder land leben letzte mai mann marz menschen milliarden millionen minister minuten mitteilte mittwoch monat
            montag morgen nacht neue neuen neuer november oktober polizei prasident regierung samstag september sonntag sprecher staat stadt stunden tag tage teil uhr
            video welt woche zeitung zweite
            """,
            """
            angriff bank berlin brand buch bundesregierung bundestag china corona deutsche deutschen deutschland europa europaische familie feuerwehr film frieden geld
            gericht geschichte gesetz gesundheit impfung israel kanzler konzern krankenhaus krieg krise kultur kunstler liga mannschaft markt musik mutter niederlage
            opfer parlament partei preis preise prozess region richter russland saison schule serie sieg sohn spiel spieler strasse tochter tod tor tore tote toten
            trainer ukraine unfall union universitat unternehmen urteil usa vater verletzte virus wahl wahlen wasser wirtschaft
            """),
        ["it"] = Build(
            "it",
            """
            agosto anni anno aprile autorita bambini casa caso citta dicembre diretta domani domenica donna euro febbraio foto gennaio giorni giorno giovedi giugno
            governo grande grandi ieri lavoro luglio lunedi maggio martedi marzo mattina mercoledi mese mesi milioni ministro minuti mondo nazionale notizie notte
            novembre nuova nuovi nuovo ore ottobre paese parte persone polizia presidente prima primo sabato secondo sera settembre settimana stato ultima ultimo uomo
            venerdi video vita volta
            """,
            """
            acqua allenatore artista attacco azienda banca campionato carcere cina coppa covid crisi cultura economia elezioni europa famiglia feriti figlia figlio film
            giocatore giudice giustizia gol guerra incendio incidente israele italia italiana italiani italiano legge libro madre mare medici mercato milano morte morti
            morto musica ospedale pace padre parlamento partita partito prezzo processo regione roma russia salute scuola senato soldi squadra stati storia strada
            tribunale ucraina unione uniti universita vaccino virus vittime vittoria
            """),
        ["nl"] = Build(
            "nl",
            """
            april augustus avond dag dagen december deel dinsdag donderdag eerste euro februari foto geval gisteren grote huis jaar januari jaren juli juni kinderen krant
            laatste land leven maand maandag maart man mei mensen miljard miljoen minister minuten morgen nacht nieuw nieuwe november oktober politie president regering
            september staat stad tweede uur vandaag video volgens vrijdag vrouw week wereld werk woensdag woordvoerder zaterdag zondag
            """,
            """
            aanval amsterdam bank bedrijf bedrijven boek brand china corona crisis dochter doden doelpunt dood economie europa europese familie film geld geschiedenis
            gewonden gezondheid haag israel kabinet kamer markt moeder muziek nederland nederlandse oekraine ongeluk oorlog partij ploeg premier prijs rechtbank rechter
            regio rusland school seizoen slachtoffers speler straat trainer unie universiteit vaccin vader verkiezingen verlies water wedstrijd wet winst ziekenhuis zoon
            """),
    };
}
