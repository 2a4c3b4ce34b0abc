using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using NewsMonitor.Feeds.Parsing;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Identity;

/// <summary>From the entries of a document to articles that are the same ones in the next poll. Pure: no clock, no I/O.</summary>
public sealed class ArticleFactory(ILanguageTagger languages, ArticleOptions options)
{
    /// <summary>Longest identity stored as it is, in characters; a longer one is stored as its hash.</summary>
    private const int MaxIdentityLength = 512;

    /// <summary>Words that stand in for a missing title.</summary>
    private const int TitleWords = 12;

    /// <summary>Before this nobody published a feed: an earlier date is an empty field or a broken clock.</summary>
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Every entry that says anything as an article, in document order, each identity once (the first, which is the newest as a rule).</summary>
    /// <param name="document">What the poll brought.</param>
    /// <param name="feed">The feed that was polled.</param>
    /// <param name="now">Our clock: becomes first seen and updated.</param>
    public Article[] Create(FeedDocument document, Feed feed, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(feed);
        var identities = new EntryIdentities(document, feed.Url);
        var articles = new List<Article>(Math.Min(document.Entries.Count, options.MaxArticles));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in document.Entries)
        {
            if (articles.Count == options.MaxArticles)
                break;
            if (Create(entry, document, feed, identities, now) is { } article && seen.Add(article.Identity))
                articles.Add(article);
        }

        return [.. articles];
    }

    private Article? Create(FeedEntry entry, FeedDocument document, Feed feed, EntryIdentities identities, DateTimeOffset now)
    {
        var text = Cut((entry.Content ?? entry.Summary)?.Text ?? "", options.MaxTextLength, "");
        if (text.Length == 0 && entry.Summary is { } summary)
            text = Cut(summary.Text, options.MaxTextLength, "");
        var title = Cut(entry.Title?.Text ?? "", options.MaxTitleLength, "…");
        if (title.Length == 0)
            title = FirstWords(text);
        // Nothing to read: a picture, or an address in a sitemap.
        if (title.Length == 0)
            return null;

        var link = entry.Link is null ? null : CanonicalLink.Of(entry.Link);
        var hash = Hash(title, text, link ?? "");
        string[] known = [.. identities.Of(entry, $"sha256:{hash}").Select(Stored)];
        var (published, claim) = Published(entry, now);
        return new Article
        {
            Id = Article.IdOf(feed.Id, known[0]),
            OtherIdentities = known[1..],
            FeedId = feed.Id,
            Identity = known[0],
            Source = Host(link) ?? Host(feed.Url) ?? feed.Id,
            Url = link,
            Title = title,
            Text = text,
            Author = entry.Author,
            Categories = [.. entry.Categories],
            Language = languages.Tag(entry.Language ?? document.Feed.Language ?? feed.Language, title, text),
            Published = published,
            PublishedClaim = claim,
            FirstSeen = now,
            Updated = now,
            ContentHash = hash,
        };
    }

    private static string Stored(string identity) => identity.Length > MaxIdentityLength ? $"sha256:{Hash(identity)}" : identity;

    /// <summary>When it was published, and what the entry said where that was too far ahead of our clock.</summary>
    private (DateTimeOffset? Published, DateTimeOffset? Claim) Published(FeedEntry entry, DateTimeOffset now)
    {
        var said = entry.Published ?? entry.Updated;
        if (said < Earliest)
            return (null, null);
        return said > now + options.FutureTolerance ? (now, said) : (said, null);
    }

    /// <summary>The outlet: the host in lower case without <c>www.</c>; null for what is no web address.</summary>
    private static string? Host(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            return null;
        return uri.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && uri.Host.Length > 4 ? uri.Host[4..] : uri.Host;
    }

    private static string FirstWords(string text)
    {
        var end = -1;
        for (var words = 0; words < TitleWords; words++)
        {
            end = text.IndexOf(' ', end + 1);
            if (end < 0)
                return Cut(text, 120, "…");
        }

        return Cut(text[..end] + "…", 120, "…");
    }

    /// <summary>At most so many characters, ending at a word where there is one near, never inside a surrogate pair.</summary>
    private static string Cut(string text, int length, string mark)
    {
        if (text.Length <= length)
            return text;
        var end = text.LastIndexOf(' ', length - mark.Length, Math.Min(100, length - mark.Length));
        if (end <= 0)
            end = length - mark.Length;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[..end].TrimEnd() + mark;
    }

    private static string Hash(params ReadOnlySpan<string> parts)
    {
        var most = 0;
        foreach (var part in parts)
            most += Encoding.UTF8.GetMaxByteCount(part.Length) + 1;
        var bytes = ArrayPool<byte>.Shared.Rent(most);
        var length = 0;
        foreach (var part in parts)
        {
            length += Encoding.UTF8.GetBytes(part, bytes.AsSpan(length));
            bytes[length++] = 0xFF;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToHexStringLower(hash);
    }
}
