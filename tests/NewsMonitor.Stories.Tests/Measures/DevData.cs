using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using NewsMonitor.Model;

namespace NewsMonitor.Stories.Tests.Measures;

/// <summary>Labelled streams that lie beside the repository where it is measured (shared/data/stories/dev), and nowhere else.</summary>
internal static class DevData
{
    /// <summary>The sets over which means are taken.</summary>
    public static IReadOnlyList<string> Sets { get; } =
    [
        "og2021-en", "og2021-pt", "og2021-es", "giveme5w1h", "fnc1-body", "fnc1-headline", "ecbplus", "basil", "wikinews", "uci", "scoop", "mixed-en",
    ];

    /// <summary>Null where there are none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>A set's articles in file order, which arrive a millisecond after one another.</summary>
    public static List<Article> Articles(string set)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Folder!, set + ".jsonl.gz")), CompressionMode.Decompress));
        var articles = new List<Article>();
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            string? Value(string name) => document.RootElement.GetProperty(name).GetString();
            var arrived = DateTimeOffset.UnixEpoch.AddMilliseconds(articles.Count);
            articles.Add(new Article
            {
                Id = Value("id")!,
                FeedId = "",
                Identity = "",
                Source = Value("source") ?? "",
                Url = Value("url"),
                Title = Value("title") ?? "",
                Text = Value("text") ?? "",
                Language = Value("language") ?? "und",
                Published = Value("published") is { } published
                    ? DateTimeOffset.Parse(published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null,
                FirstSeen = arrived,
                Updated = arrived,
                ContentHash = "",
            });
        }

        return articles;
    }

    /// <summary>The story of each article of a set, by article.</summary>
    public static Dictionary<string, string> Gold(string set) =>
        File.ReadAllLines(Path.Combine(Folder!, set + ".gold.tsv")).Select(line => line.Split('\t')).ToDictionary(line => line[0], line => line[1]);

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "data", "stories", "dev");
            if (Directory.Exists(folder))
                return folder;
        }

        return null;
    }
}
