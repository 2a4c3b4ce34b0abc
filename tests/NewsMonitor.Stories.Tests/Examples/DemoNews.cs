using System.Globalization;
using NewsMonitor.Model;
using NewsMonitor.Stories.Tests.Stage;

namespace NewsMonitor.Stories.Tests.Examples;

/// <summary>The texts of the demo: other hands, other words for the same call and visit, and pairs of look-alike events around them.</summary>
internal static class DemoNews
{
    public static List<Article> All()
    {
        var articles = new List<Article>();
        foreach (var file in Directory.GetFiles(Folder(), "*.md").Order(StringComparer.Ordinal))
        {
            var story = Path.GetFileNameWithoutExtension(file);
            var sections = File.ReadAllText(file).ReplaceLineEndings("\n").Split("\n## ")[1..];
            for (var i = 0; i < sections.Length; i++)
            {
                var blocks = sections[i].Split("\n\n", 2);
                var head = blocks[0].Split('\n');
                // What is published once more has no text of its own.
                if (blocks.Length < 2 || Field(head, "republication-of") is not null)
                    continue;
                var published = DateTimeOffset.Parse(Field(head, "published")!, CultureInfo.InvariantCulture);
                articles.Add(Wire.Article($"{story.Replace("the-", "", StringComparison.Ordinal)}-{i}", head[0], blocks[1], published));
            }
        }

        return articles;
    }

    private static string? Field(string[] head, string name) =>
        head.FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..];

    private static string Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "src", "NewsMonitor.Server", "Demo", "Articles");
            if (Directory.Exists(folder))
                return folder;
        }

        throw new DirectoryNotFoundException("The demo's articles are not above " + AppContext.BaseDirectory + ".");
    }
}
