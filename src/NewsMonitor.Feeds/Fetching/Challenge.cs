using System.Net.Http;

namespace NewsMonitor.Feeds.Fetching;

/// <summary>Pages that want a browser to prove itself say so in a header, whatever their status.</summary>
internal static class Challenge
{
    private static readonly (string Header, string Value)[] Signs =
        [("cf-mitigated", "challenge"), ("x-amzn-waf-action", "challenge"), ("x-amzn-waf-action", "captcha"), ("x-vercel-mitigated", "challenge")];

    public static bool Is(HttpResponseMessage response) =>
        Signs.Any(sign => string.Equals(response.Raw(sign.Header)?.Trim(), sign.Value, StringComparison.OrdinalIgnoreCase));
}
