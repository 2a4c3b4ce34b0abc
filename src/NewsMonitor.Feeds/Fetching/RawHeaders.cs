using System.Net.Http.Headers;
using System.Text;

namespace NewsMonitor.Feeds.Fetching;

/// <summary>Response headers as they were sent: nothing parsed, nothing put right.</summary>
internal static class RawHeaders
{
    // Strict: a byte that is no UTF-8 must be noticed.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The first value of a header; null when it is missing or empty.</summary>
    public static string? Raw(this HttpResponseMessage response, string name)
    {
        if (!response.Headers.NonValidated.TryGetValues(name, out var values) && !response.Content.Headers.NonValidated.TryGetValues(name, out values))
            return null;
        foreach (var value in values)
            return value.Length == 0 ? null : value;
        return null;
    }

    /// <summary>All values of a header, each as sent.</summary>
    public static IReadOnlyList<string> RawValues(this HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? [.. values] : [];

    /// <summary>All values of a header that is a comma separated list, without empty ones.</summary>
    public static IReadOnlyList<string> RawList(this HttpResponseMessage response, string name)
    {
        if (!response.Headers.NonValidated.TryGetValues(name, out HeaderStringValues values)
            && !response.Content.Headers.NonValidated.TryGetValues(name, out values))
            return [];
        var list = new List<string>();
        foreach (var value in values)
            list.AddRange(value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return list;
    }

    /// <summary>A header whose bytes servers fill with UTF-8 although they must not: Location.</summary>
    public static string? RawUtf8(this HttpResponseMessage response, string name)
    {
        if (response.Raw(name) is not { } value || value.All(char.IsAscii))
            return response.Raw(name);
        try
        {
            return Utf8.GetString(Encoding.Latin1.GetBytes(value));
        }
        catch (DecoderFallbackException)
        {
            return value;
        }
    }
}
