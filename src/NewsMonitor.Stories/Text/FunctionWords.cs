namespace NewsMonitor.Stories.Text;

/// <summary>Words that every text of a language has, whatever it is about: they say which language it is, and nothing about the event.</summary>
internal static class FunctionWords
{
    // Plain sets: frozen ones take longer to make than a short run of the program saves.
    private static readonly Dictionary<string, HashSet<string>> ByLanguage = new()
    {
        ["en"] = Read("""
            a about above after again against all almost already also although always am among an and another any anyone anything are aren around as at away back be
            became because become been before being below between both but by came can cannot come could couldn did didn do does doesn doing don done down during each
            either else enough even ever every few for from further get gets getting give given go goes going gone got had hadn has hasn have haven having he her here hers
            herself him himself his how however i if in instead into is isn it its itself just know last least less let like likely made make makes many may me might mine
            more most much must my myself near need neither never next no nor not nothing now of off often on once one only onto or other others our ours out over own per
            perhaps put quite rather re really s said same saw say saying says see seen several shall she should shouldn since so some someone something still such t take
            taken than that the their theirs them themselves then there these they thing things this those though through thus till to today told too took toward towards
            under until up upon us use used very via was wasn way we well went were weren what when where whether which while who whom whose why will with within without
            won would wouldn yes yet you your yours yourself ve ll d m
            """),
        ["es"] = Read("""
            a al algo algunas algunos ambos ante antes aquel aquella aqui asi aun aunque bajo bien cada casi como con contra cual cuales cualquier cuando cuanto de deja del
            desde despues dice dijo donde dos durante e el ella ellas ellos en entre era eran es esa esas ese eso esos esta estaba estaban estado estan estar estas este esto
            estos fue fueron ha haber habia habian han hasta hay hace hacer hizo hoy la las le les lo los luego mas me mi mientras mis mismo mucho muchos muy nada ni no nos
            nosotros nuestra nuestro o os otra otras otro otros para pero poco por porque pues puede pueden que quien quienes se sea sean segun ser sera seran si sido sin
            sobre solo son su sus tal tambien tan tanto te tendra tiene tienen toda todas todo todos tras tu un una unas uno unos va van y ya yo
            """),
        ["pt"] = Read("""
            a ainda algo alguns ao aos apenas apos aquela aquele as ate cada com como contra da das de dela dele deles depois desde desta deste diz disse do dois dos durante
            e ela elas ele eles em enquanto entre era eram essa essas esse esses esta estao estar estas estava estavam este estes eu faz fazer foi foram ha isso isto ja la
            lhe mais mas me mesmo meu minha muito muitos na nao nas nem nessa nesta neste no nos nossa nosso num numa o onde os ou outra outras outro outros para pela pelas
            pelo pelos pode podem por porque pouco qual quando quanto que quem se seja sem sempre sendo ser sera serao seu seus so sob sobre sua suas tambem tao te tem tera
            ter teve tinha toda todas todo todos tudo um uma umas uns vai vao voce voces
            """),
        ["fr"] = Read("""
            a afin ai ainsi alors apres au aucun aussi autre autres aux avait avant avec avoir bien c car ce cela celle celui ces cet cette ceux chaque chez comme comment
            contre d dans de des deux depuis dit donc dont du elle elles en encore entre es est et etaient etait ete etre eu eux fait faire fois font il ils j jamais je
            jusqu l la le les leur leurs lors lui m ma mais me meme memes mes moi moins mon n ne ni non nos notre nous on ont ou par parce pas pendant peu peut peuvent plus
            plusieurs pour pourquoi pres puis qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera seront ses si son sont sous sur t ta tes toi ton tous
            tout toute toutes tres trop tu un une vers vos votre vous y
            """),
        ["de"] = Read("""
            ab aber alle allem allen aller alles als also am an auch auf aus bei beim bereits bin bis bist da dabei dadurch dafur damit danach dann daran darauf das dass
            davon dazu dem den denn der deren des deshalb dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er erst es
            etwa etwas euch fur gab gegen geht gibt habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede
            jedem jeden jeder jedoch jetzt kann kein keine keinen konnen konnte konnten mal man mehr mein mich mir mit muss mussen nach nicht nichts noch nun nur ob oder
            ohne sagt sagte schon sehr sei sein seine seinem seinen seiner seit sich sie sind so soll sollen sollte sondern um und uns unser unter viel viele vom von vor
            wahrend war waren warum was weil weiter welche wenn wer werden wie wieder will wir wird wo wurde wurden zu zum zur zwar zwei zwischen uber
            """),
        ["it"] = Read("""
            a abbiamo ad adesso agli ai al alcuni all alla alle allo altra altri altro anche ancora anni avere aveva avevano c che chi ci come con contro cosa cosi cui da
            dagli dai dal dall dalla dalle dallo degli dei del dell della delle dello dentro di dice dopo dove due e ecco ed era erano essere fa fare fino fra fu gia gli ha
            hanno ho i il in io l la le lei li lo loro lui ma me mentre mi mia mio molti molto ne negli nei nel nell nella nelle nello no noi non nostro nuovo o ogni oggi
            per perche piu poi prima puo qua quale quando quanto quella quelle quelli quello questa queste questi questo qui quindi sara se sei sempre senza si sia sono sta
            stata state stati stato su sua sue sugli sui sul sull sulla sulle suo suoi tra tu tutta tutte tutti tutto un una uno verso vi
            """),
        ["nl"] = Read("""
            aan al alle alleen als altijd andere bij daar dan dat de deze die dit doen door dus echter een eerste en er ga gaan gaat geen haar had hadden heb hebben heeft hem
            het hier hij hoe hun ik in is ja jaar je jullie kan komen kon kunnen maar me meer men met mij mijn moet moeten na naar nadat niet niets nog nu of om omdat onder ons
            onze ook op over reeds sinds te tegen tijdens toch toen tot tussen twee u uit van veel volgens voor waar waren was wat we wel werd werden wie wij wil wordt worden
            zal ze zegt zei zich zij zijn zo zonder zou zouden
            """),
        ["pl"] = Read("""
            a aby albo ale bardzo bez bo byc byl byla bylo byly bedzie beda co czy dla do gdy gdzie go i ich ile im inne ja jak jako jest jednak jego jej jeszcze jesli juz kiedy
            kto ktora ktore ktorego ktory ktorych ktorzy ku lub ma maja mi moze mozna my na nad nam nas nie niz o od on ona one oni oraz po pod podczas ponad poniewaz przed przez
            przy sa sie swoje ta tak takze tam te tego tej ten to tu tych tylko tym u w we wiec wszystkie z za ze zostal zostala
            """),
        ["tr"] = Read("""
            acikladi ama ancak artik bir biri bize bu buna bunu cok daha de da dedi degil diye dolayi gibi gore hem her hic icin ile ilk ise iste kadar karsi kendi ki mi mu
            nasil ne neden nerede o olan olarak oldu oldugu olduğu olmak olsa onu onun once ile sadece sonra su tum uzere var ve veya ya yani yeni yok yuzde
            """),
        ["sl"] = Read("""
            ali bi bil bila bili bilo bo bodo brez ce cez da danes do ga gre h iz in ja je jih jo kaj kako kar ker ki kjer ko kot ki le lahko ma med mi mu na nad naj ne nekaj ni
            nic niso o ob od oziroma pa po pod pred pri proti s se sem si skozi smo so ste sta svoj svoje ta tako tega tem ter ti to tudi v vec vendar ves vse vsi z za zaradi ze
            """),
        ["ru"] = Read("""
            а без более бы был была были было быть в вам вас во вот все всего всех вы где да даже для до его ее если есть еще же за здесь и из или им их к как какие ко когда
            которая которого которое которой которые который которых кто ли либо между меня мне может можно мы на над надо нам нас не него нее нет ни них но ну о об однако он
            она они оно от по под после потому при про с сам свои своих себя сейчас со так также такие такой там те тем то того тоже той только том тот ты у уже хотя чего чем
            что чтобы эта эти этих это этого этой этом этот я
            """),
        ["uk"] = Read("""
            а або але без би був була були було бути в вже ви від він вона вони все всі де для до є з за зі із й його її їх і інших коли ми на над навіть нас не нею ні о об один
            однак під після по при про проте саме свої свого себе серед та так також такий там те ти то того тому у уже ці цих ця це цього цей чи чому ще що щоб щодо як яка який
            які яких якого я
            """),
        ["ar"] = Read("""
            في من الي علي عن مع هذا هذه ذلك تلك التي الذي الذين ان انه انها كان كانت يكون ما لا لم لن قد كل بعد قبل بين حتي او ثم اذا كما هو هي هم و عند عندما خلال ضد منذ حول
            لكن بل اي غير بعض عبر ايضا وقال قال قالت
            """),
    };

    // A language that we have no list of: what the languages of most feeds have.
    private static readonly HashSet<string> Common = [.. ByLanguage["en"], .. ByLanguage["es"], .. ByLanguage["pt"], .. ByLanguage["fr"]];

    private static readonly Dictionary<string, HashSet<ulong>> HashedByLanguage = ByLanguage.ToDictionary(words => words.Key, words => Hash(words.Value));
    private static readonly HashSet<ulong> HashedCommon = Hash(Common);

    /// <summary>Languages with a list.</summary>
    public static IEnumerable<string> Languages => ByLanguage.Keys;

    /// <summary>The words of a language, folded.</summary>
    public static HashSet<string> Of(string language) => ByLanguage.GetValueOrDefault(language, Common);

    /// <summary>The same words by their <see cref="WordHash"/>.</summary>
    public static HashSet<ulong> HashesOf(string language) => HashedByLanguage.GetValueOrDefault(language, HashedCommon);

    private static HashSet<ulong> Hash(HashSet<string> words) => [.. words.Select(word => WordHash.Of(word))];

    private static HashSet<string> Read(string words) => [.. words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];
}
