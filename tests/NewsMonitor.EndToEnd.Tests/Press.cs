using System.Globalization;
using System.Text;
using NewsMonitor.TestKit;

namespace NewsMonitor.EndToEnd.Tests;

/// <summary>Outlets on loopback whose feeds grow while a test runs. Every event is reported by three of them, in words of its own.</summary>
public sealed class Press(LoopbackServer server, int outlets)
{
    private static readonly string[] Syllables = ["bal", "dor", "fen", "gar", "hul", "kes", "lim", "mor", "nav", "pol", "rud", "sil", "tor", "vek", "wam", "zin"];

    private readonly Lock _lock = new();
    private readonly List<(int Outlet, string Guid, string Title, string Text)> _published = [];

    /// <summary>Guids of everything published so far.</summary>
    public IReadOnlyList<string> Published
    {
        get
        {
            lock (_lock)
                return [.. _published.Select(p => p.Guid)];
        }
    }

    public IEnumerable<string> FeedUrls => Enumerable.Range(0, outlets).Select(outlet => server.Url(Path(outlet)));

    public Press Open()
    {
        for (var outlet = 0; outlet < outlets; outlet++)
        {
            var number = outlet;
            server.On(Path(outlet), context => LoopbackServer.ReplyAsync(context, 200, Document(number), "application/rss+xml"));
        }

        return this;
    }

    /// <summary>One event happens: three outlets report it.</summary>
    public void Happen(int number)
    {
        for (var version = 0; version < 3; version++)
            Report(number, version);
    }

    /// <summary>One outlet reports an event.</summary>
    /// <returns>The article's guid.</returns>
    public string Report(int number, int version)
    {
        // Mostly names that no other event has: what stories are made of is another test's matter.
        var (person, place, thing) = (Name(number, 3), Name(number, 7), Name(number, 11));
        var guests = string.Join(", ", Enumerable.Range(20, 12).Select(salt => Name(number, salt)));
        var guid = string.Create(CultureInfo.InvariantCulture, $"event-{number}-{version}");
        lock (_lock)
        {
            _published.Add((
                (number + version) % outlets,
                guid,
                version switch
                {
                    0 => $"{person} opens {thing} in {place}",
                    1 => $"{place}: {thing} opened by {person}",
                    2 => $"In {place}, {person} inaugurates {thing}",
                    _ => string.Create(CultureInfo.InvariantCulture, $"{thing} in {place}: {person} speaks, part {version}"),
                },
                $"{person} has opened the {thing} in {place} harbour. The {thing} took {place} years to build, and {person} thanked everybody in {place} who worked on the {thing}. Among the guests were {guests}."));
        }

        return guid;
    }

    private static string Path(int outlet) => string.Create(CultureInfo.InvariantCulture, $"/outlet/{outlet}");

    private static string Name(int number, int salt)
    {
        var random = new Random((number * 101) + salt);
        var name = string.Concat(Enumerable.Range(0, 4).Select(_ => Syllables[random.Next(Syllables.Length)]));
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private string Document(int outlet)
    {
        var text = new StringBuilder("""<rss version="2.0"><channel><title>Outlet</title><language>en</language>""");
        lock (_lock)
        {
            foreach (var (_, guid, title, body) in _published.Where(p => p.Outlet == outlet))
                text.Append(CultureInfo.InvariantCulture, $"<item><guid isPermaLink=\"false\">{guid}</guid><link>http://outlet-{outlet}.example/{guid}</link><title>{title}</title><description>{body}</description></item>");
        }

        return text.Append("</channel></rss>").ToString();
    }
}
