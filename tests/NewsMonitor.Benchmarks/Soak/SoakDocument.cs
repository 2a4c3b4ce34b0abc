using System.Globalization;
using System.Text;

namespace NewsMonitor.Benchmarks.Soak;

/// <summary>An article that a feed of the soak published, as its latest edition says.</summary>
internal sealed record SoakEntry(string Link, string Title, int Edition, DateTimeOffset Published);

/// <summary>What a feed of the soak publishes: new entries and edits as time goes by, the latest of them in its document.</summary>
internal sealed class SoakDocument(string site, int seed, DateTimeOffset start)
{
    /// <summary>How many entries the document shows.</summary>
    public const int Window = 25;

    private readonly Random _random = new(seed);
    private readonly List<SoakEntry> _entries = [];
    private DateTimeOffset _next = start;

    /// <summary>Counts changes.</summary>
    public int Version { get; private set; }

    /// <summary>Published so far.</summary>
    public int Count => _entries.Count;

    /// <summary>Publishes what is due.</summary>
    public void GoOn(DateTimeOffset now)
    {
        while (_entries.Count < 5 || _next <= now)
        {
            var first = _entries.Count < 5;
            _entries.Add(new SoakEntry($"{site}/articles/{_entries.Count}", Title(_entries.Count, 0), 0, first ? _next.AddMinutes(_entries.Count - 60) : _next));
            if (!first && _random.Next(4) == 0)
                Edit(_entries.Count - 1 - _random.Next(5));
            if (!first)
                _next += TimeSpan.FromSeconds(20 + _random.Next(60));
            Version++;
        }
    }

    /// <summary>Null when nothing was published under this link.</summary>
    public SoakEntry? Find(string link) => _entries.Find(entry => entry.Link == link);

    /// <summary>The latest entries, latest first.</summary>
    public SoakEntry[] Latest() => [.. _entries.TakeLast(Window).Reverse()];

    public static string Render(SoakEntry[] entries)
    {
        var rss = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>Soak</title><link>https://soak.example/</link>\n");
        foreach (var entry in entries)
            rss.Append(CultureInfo.InvariantCulture, $"<item><title>{entry.Title}</title><link>{entry.Link}</link><guid>{entry.Link}</guid><pubDate>{entry.Published:R}</pubDate><description>&lt;p&gt;{entry.Title}: the text of it.&lt;/p&gt;</description></item>\n");
        return rss.Append("</channel></rss>\n").ToString();
    }

    private void Edit(int index)
    {
        var edition = _entries[index].Edition + 1;
        _entries[index] = _entries[index] with { Title = Title(index, edition), Edition = edition };
    }

    private string Title(int number, int edition) => string.Create(CultureInfo.InvariantCulture, $"Report {seed}.{number} of the soak{(edition == 0 ? "" : $", corrected {edition}")}");
}
