using System.Globalization;

namespace NewsMonitor.Server.Api.Json;

/// <summary>A time in a query string, as RFC 3339 writes it: with a zone, never a guess.</summary>
internal readonly record struct Instant(DateTimeOffset Time) : IParsable<Instant>
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static Instant Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var instant) ? instant : throw new FormatException($"'{s}' is not an RFC 3339 time.");

    public static bool TryParse(string? s, IFormatProvider? provider, out Instant result)
    {
        var parsed = DateTimeOffset.TryParseExact(s, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        result = new Instant(time.ToUniversalTime());
        return parsed;
    }
}
