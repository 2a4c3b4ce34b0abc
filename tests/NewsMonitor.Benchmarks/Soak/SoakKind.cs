namespace NewsMonitor.Benchmarks.Soak;

/// <summary>What is the matter with a feed. All but the last four are well at first and well again in the last part of the soak.</summary>
internal enum SoakKind
{
    /// <summary>Answers as it should.</summary>
    Well,

    /// <summary>The body comes a byte at a time.</summary>
    Drip,

    /// <summary>The connection is reset instead of an answer.</summary>
    Reset,

    /// <summary>500.</summary>
    ServerError,

    /// <summary>429 with Retry-After in seconds.</summary>
    TooMany,

    /// <summary>503 with Retry-After as a date.</summary>
    Unavailable,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>200 with a web page.</summary>
    WebPage,

    /// <summary>A redirect to itself by way of another URL.</summary>
    Loop,

    /// <summary>More redirects than are followed.</summary>
    LongChain,

    /// <summary>The transfer ends before the announced length.</summary>
    CutTransfer,

    /// <summary>The document ends in the middle of an entry.</summary>
    CutDocument,

    /// <summary>A small body that decompresses to a large one.</summary>
    Bomb,

    /// <summary>A response head larger than is taken.</summary>
    HugeHead,

    /// <summary>200 and 500 in turns.</summary>
    Flapping,

    /// <summary>403 with a challenge for browsers.</summary>
    Challenge,

    /// <summary>304 to every condition, whatever is new.</summary>
    AlwaysNotModified,

    /// <summary>410 for good.</summary>
    Gone,

    /// <summary>301 to a new URL, where the feed is.</summary>
    MovedForGood,

    /// <summary>302 to another URL, where the feed is.</summary>
    MovedForNow,
}
