using System.Text;

namespace NewsMonitor.Server.Demo.Press;

public enum FeedFormat
{
    Rss20,
    Rss10,
    Atom,
    JsonFeed,
}

/// <summary>An invented outlet and the way it publishes its feed.</summary>
/// <param name="Id">Names it in the story files; also the host of its web site, under the reserved domain <c>example</c>.</param>
/// <param name="Path">Path of its feed.</param>
public sealed record Outlet(string Id, string Name, FeedFormat Format, string Path)
{
    /// <summary>The document's encoding; UTF-8 unless the outlet has not moved with the times.</summary>
    public Encoding Encoding { get; init; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The Content-Type it sends, where the usual one is not what it sends.</summary>
    public string? ContentType { get; init; }

    public bool Gzip { get; init; }

    /// <summary>Links are relative to the site, which the document declares as its base.</summary>
    public bool RelativeLinks { get; init; }

    /// <summary>False for an outlet whose items have no guid, so that only the link tells them apart.</summary>
    public bool Guids { get; init; } = true;

    /// <summary>False for an outlet whose server knows no conditional requests.</summary>
    public bool Validators { get; init; } = true;

    /// <summary>From when to when its server is broken, in seconds after the start at pace 1.</summary>
    public (double From, double Until)? Outage { get; init; }

    /// <summary>Host of the articles' links: what the story engine takes for the source.</summary>
    public string Host => $"{Id}.example";

    public string Site => $"https://{Host}/";

    /// <summary>Link of an article as the feed carries it; an edit keeps the link of what it edits.</summary>
    public string Link(DemoArticle article)
    {
        var path = $"{article.Published:yyyy/MM/dd}/{article.EditOf ?? article.RepublicationOf ?? article.Id}";
        var link = RelativeLinks ? path : Site + path;
        return article.RepublicationOf is null ? link : link + "?utm_source=newsletter&utm_medium=email&utm_campaign=again";
    }

    public string Guid(DemoArticle article) => $"{Id}:{article.EditOf ?? article.RepublicationOf ?? article.Id}";
}
