namespace NewsMonitor.Server.Api.Security;

/// <summary>
/// Tells what a browser sends because a page of another origin had it sent: no page can forge these headers (Fetch standard, section 2.2.2),
/// and programs that are no browsers do not send them.
/// </summary>
internal static class OtherSites
{
    /// <summary>Whether another origin's page asks for something to be changed. Reading is left to the browser, which shows such a page no answer.</summary>
    public static bool Sent(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return false;
        // Another port of this machine is the same site, and may be anybody's.
        return request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
            || (request.Headers.TryGetValue("Origin", out var origin) && !IsHere(origin.ToString(), request));
    }

    // Not the scheme: a proxy may have taken TLS off. "null" is nobody's origin, so anybody's.
    private static bool IsHere(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Authority.Equals(Authority(request, uri.Scheme), StringComparison.OrdinalIgnoreCase);

    // A port that the scheme implies is written by neither.
    private static string Authority(HttpRequest request, string scheme) =>
        Uri.TryCreate($"{scheme}://{request.Host}", UriKind.Absolute, out var uri) ? uri.Authority : "";
}
