namespace NewsMonitor.Stories.Text;

/// <summary>
/// Words that much of the news has, whatever it is about: an index that has seen few stories takes them for common from the start. With
/// every story it sees, this counts for less.
/// </summary>
internal static partial class CommonWords
{
    // In how many of the first fifty stories such a word would be: the most common words, those of many a story, those of every other day.
    private static readonly double[] Stories = [5, 1, 0.5];

    /// <summary>How many stories a stemmed term counts as having been in before the first; 0 for most terms.</summary>
    public static double Prior(string term, string language) =>
        ByLanguage.TryGetValue(language, out var words) ? words.GetValueOrDefault(term) : 0;

    /// <param name="language">Whose endings are stripped.</param>
    /// <param name="lists">Words, the most common first.</param>
    private static Dictionary<string, double> Build(string language, params ReadOnlySpan<string> lists)
    {
        var words = new Dictionary<string, double>();
        for (var i = lists.Length - 1; i >= 0; i--)
        {
            foreach (var word in lists[i].Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                var stem = word.ToCharArray();
                words[new string(stem, 0, LightStemmer.Stem(stem, language))] = Stories[i];
            }
        }

        return words;
    }
}
