namespace NewsMonitor.Stories.Text;

/// <summary>
/// Words that much of the news has, whatever it is about: an index that has seen few stories takes them for common from the start. With
/// every story it sees, this counts for less.
/// </summary>
internal static class CommonWords
{
    /// <summary>In how many of the first fifty stories such a word would be.</summary>
    private const double Often = 5;

    private const double AtTimes = 2;

    private static readonly Dictionary<string, Dictionary<string, double>> ByLanguage = new()
    {
        ["en"] = Build(
            "en",
            """
            year years people time new news day days week month two three four five six seven eight nine ten million billion percent first second third government
            president minister country countries state states city police official officials report reports reported according told tell tells announced statement added
            group company companies world national international public work working part home long old young high low big good best man men woman women child children
            family house monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
            morning night evening early late end start began begin left right line number place case called call calls help need show shows including followed early later
            ago near north south east west today yesterday
            """,
            """
            american us usa united america british uk britain england london china chinese beijing washington york russia russian ukraine europe european union eu india
            indian japan france french germany german iran israel korea africa canada australia secretary prime department ministry office agency agreement agree agreed
            meet meeting met met talks talk spoke speak visit trip trade economic economy business market markets export exports import tariff tariffs sanctions policy
            security defence defense military army war peace foreign relations leader leaders parliament congress senate house party election elections vote campaign
            court judge law legal lawyer charges charged trial arrested arrest killed death dead died dies injured attack hospital health medical doctor school university
            student students research study money price prices bank tax budget deal sales shares stock growth jobs workers labor energy oil gas power water food air car cars
            vehicle vehicles road airport flight fire storm weather island coast town area region local central community social media internet online technology data phone
            mobile computer software system service services network games game team teams player players season match win won lost coach club league cup goal points score
            film movie music show star stars book television channel video photo pictures history life story question answer problem issue issues change climate issue plan
            plans project program process decision rule rules order control controls measure measures action actions step steps move result results effort support pressure
            concern concerns concerned warned said warning urged asked called expected hope hopes future past current major important large small open close free full clear
            real strong hard senior chief head director chairman member members spokesman spokeswoman source sources director officer former deputy vice general set
            """),
    };

    /// <summary>How many stories a stemmed term counts as having been in before the first; 0 for most terms.</summary>
    public static double Prior(string term, string language) =>
        ByLanguage.TryGetValue(language, out var words) ? words.GetValueOrDefault(term) : 0;

    private static Dictionary<string, double> Build(string language, string often, string atTimes)
    {
        var words = new Dictionary<string, double>();
        foreach (var (list, stories) in ((string, double)[])[(atTimes, AtTimes), (often, Often)])
        {
            foreach (var word in list.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                var stem = word.ToCharArray();
                words[new string(stem, 0, LightStemmer.Stem(stem, language))] = stories;
            }
        }

        return words;
    }
}
