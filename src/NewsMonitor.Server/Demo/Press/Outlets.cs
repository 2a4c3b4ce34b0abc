using System.Text;

namespace NewsMonitor.Server.Demo.Press;

/// <summary>The demo's outlets: every format, and some of the habits that real feeds have.</summary>
public static class Outlets
{
    public static IReadOnlyList<Outlet> All { get; } =
    [
        new("north-wire", "North Wire", FeedFormat.Rss20, "/north-wire/rss.xml") { Gzip = true },
        new("harbour-post", "The Harbour Post", FeedFormat.Rss20, "/harbour-post/feed"),
        new("meridian", "Meridian Business", FeedFormat.Atom, "/meridian/atom.xml") { RelativeLinks = true },
        new("lampwright", "The Lampwright", FeedFormat.Atom, "/lampwright/feed.atom"),
        new("signal-byte", "Signal & Byte", FeedFormat.JsonFeed, "/signal-byte/feed.json"),
        new("old-quay", "Old Quay Gazette", FeedFormat.Rss10, "/old-quay/index.rdf") { Validators = false },
        new("eastgate", "Eastgate Online", FeedFormat.Rss20, "/eastgate/rss") { Guids = false },
        new("courant", "The Daily Courant", FeedFormat.Rss20, "/courant/rss.xml") { Outage = (9.5, 13) },

        // Two whose systems are of another age: the HTTP header does not name the encoding, the XML declaration does.
        new("penny-register", "The Penny Register", FeedFormat.Rss20, "/penny-register/news.xml")
        {
            Encoding = CodePagesEncodingProvider.Instance.GetEncoding(1252)!, ContentType = "text/xml",
        },
        new("sports-ledger", "Sports Ledger", FeedFormat.Rss20, "/sports-ledger/rss.php") { Encoding = Encoding.Latin1, ContentType = "application/xml" },
    ];
}
