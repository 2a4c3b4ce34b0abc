using System.Text;

namespace NewsMonitor.Server.Demo.Press;

/// <summary>The demo's stories, embedded in the program.</summary>
public sealed class DemoContent
{
    private const string Folder = "Demo/Articles/";

    private readonly Dictionary<string, DemoArticle> _byId;

    public DemoContent(IEnumerable<DemoStory> stories)
    {
        Stories = [.. stories];
        Articles = [.. Stories.SelectMany(story => story.Articles).OrderBy(article => article.At)];
        _byId = Articles.ToDictionary(article => article.Id, StringComparer.Ordinal);
    }

    public IReadOnlyList<DemoStory> Stories { get; }

    /// <summary>Everything that is published, in the order of appearance, edits and re-publications included.</summary>
    public IReadOnlyList<DemoArticle> Articles { get; }

    /// <summary>Seconds from the start to the last appearance, at pace 1.</summary>
    public double Duration => Articles[^1].At;

    public DemoArticle Find(string id) => _byId[id];

    public static DemoContent Load()
    {
        var assembly = typeof(DemoContent).Assembly;
        var stories = new List<DemoStory>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            stories.Add(StoryFile.Parse(Path.GetFileNameWithoutExtension(name), reader.ReadToEnd()));
        }

        return new DemoContent(stories);
    }
}
