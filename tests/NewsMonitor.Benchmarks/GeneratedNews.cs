using System.Text;
using NewsMonitor.Model;

namespace NewsMonitor.Benchmarks;

/// <summary>
/// Articles of invented words, made like the labelled pages of news that the engine is measured with: half of a page are function words; of
/// the hundred and fifty other words it has, a fifth are in more than a tenth of all pages and half in less than a fiftieth; one in a hundred
/// was never seen before; and a story has twenty words of its own that its articles repeat.
/// </summary>
internal static class GeneratedNews
{
    private const int Words = 400;
    public const int WordsOfLanguage = 100_000;

    // The share of the words beyond a rank r is (r / Bend + 1) ^ -0.5: fitted to mixed-en.
    private const double Bend = 300;

    private const int OwnWords = 20;

    private static readonly string[] Function = "the of and to in a is that for it as was with be by on not he his but at are this have from".Split(' ');

    /// <summary>The n-th article of a story; always the same.</summary>
    public static Article Article(int story, int number)
    {
        var own = new Random(story);
        var words = Enumerable.Range(0, OwnWords).Select(_ => Word(1_000 + own.Next(WordsOfLanguage))).ToArray();
        var random = new Random(StableHash(story, number));
        var text = new StringBuilder(Words * 7);
        for (var i = 0; i < Words; i++)
        {
            text.Append(random.Next(200) switch
            {
                < 100 => Function[random.Next(Function.Length)],
                < 101 => Word(WordsOfLanguage + random.Next(int.MaxValue / 2)),
                < 130 => words[random.Next(words.Length)],
                _ => Word(Math.Min(WordsOfLanguage, (int)(Bend * (Math.Pow(1 - random.NextDouble(), -2) - 1)))),
            });
            text.Append(i % 20 == 19 ? ". " : " ");
        }

        var id = StableId.Create("art", $"{story}-{number}");
        return new Article
        {
            Id = id,
            FeedId = "",
            Identity = id,
            Source = "outlet.example",
            Url = null,
            Title = string.Join(' ', words.OrderBy(_ => random.Next()).Take(9)),
            Text = text.ToString(),
            Language = "en",
            FirstSeen = DateTimeOffset.UnixEpoch.AddSeconds(story),
            Updated = DateTimeOffset.UnixEpoch.AddSeconds(story),
            ContentHash = id,
        };
    }

    /// <summary>The word of a rank: the lower, the more frequent.</summary>
    public static string Word(int number)
    {
        const string Consonants = "bcdfghklmnprstvw";
        const string Vowels = "aeiou";
        Span<char> word = stackalloc char[12];
        var length = 0;
        for (var rest = number + 80L; rest > 0; rest /= 80)
        {
            word[length++] = Consonants[(int)(rest % 80) / 5];
            word[length++] = Vowels[(int)(rest % 5)];
        }

        return word[..length].ToString();
    }

    private static int StableHash(int story, int number) => unchecked((story * 486187739) ^ (number * 16777619));
}
