using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace NewsMonitor.Benchmarks.Soak;

/// <summary>Validators, as a server of the soak gives them and finds them in a request.</summary>
internal sealed record Validity(string? ETag, string? LastModified)
{
    public static readonly Validity None = new(null, null);

    public bool IsNone => this == None;

    /// <summary>Feeds have both, one, or none; some ETags are none by the book.</summary>
    public static Validity Of(int feed, int version)
    {
        var tag = (feed % 6) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"\"{feed}-{version}\""),
            1 => string.Create(CultureInfo.InvariantCulture, $"W/\"{feed}-{version}\""),
            2 => string.Create(CultureInfo.InvariantCulture, $"{feed}-{version}"),
            3 => string.Create(CultureInfo.InvariantCulture, $"\"{feed} {version}\\"),
            _ => null,
        };
        var time = feed % 6 is 0 or 2 or 4 ? new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(version).ToString("R", CultureInfo.InvariantCulture) : null;
        return new Validity(tag, time);
    }

    public static Validity Of(HttpRequest request) => new(Text(request.Headers.IfNoneMatch.ToString()), Text(request.Headers.IfModifiedSince.ToString()));

    /// <summary>The request's condition says that there is nothing new: an ETag wins over a date (RFC 9110 section 13.2.2).</summary>
    public bool Holds(HttpRequest request)
    {
        var sent = Of(request);
        return ETag is not null && sent.ETag is not null ? sent.ETag == ETag : LastModified is not null && sent.LastModified == LastModified;
    }

    private static string? Text(string value) => value.Length == 0 ? null : value;
}
