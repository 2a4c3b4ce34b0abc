namespace NewsMonitor.Feeds.Fetching;

/// <summary>
/// What a server gave to recognise a document by, byte for byte (as Latin-1) and never interpreted: a server that sends a malformed
/// ETag understands just that one (RFC 9110 section 8.8).
/// </summary>
/// <param name="ETag">Goes back as If-None-Match.</param>
/// <param name="LastModified">Goes back as If-Modified-Since.</param>
public sealed record Validators(string? ETag, string? LastModified)
{
    public static readonly Validators None = new(null, null);

    public bool Any => ETag is not null || LastModified is not null;

    /// <summary>A server that keeps to the standard takes both for the same document: the ETag decides where there is one (RFC 9110 section 13.1.3).</summary>
    public bool SameDocumentAs(Validators other) => Any && (ETag is not null || other.ETag is not null ? ETag == other.ETag : LastModified == other.LastModified);

    /// <summary>After a 304, which need not repeat what still holds (RFC 9110 section 15.4.5).</summary>
    public Validators UpdatedBy(Validators newer) => new(newer.ETag ?? ETag, newer.LastModified ?? LastModified);
}
