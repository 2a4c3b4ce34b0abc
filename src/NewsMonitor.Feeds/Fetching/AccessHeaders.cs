using System.Net.Http;
using System.Text;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Fetching;

/// <summary>Shows a feed's credentials and headers to the origin that they were given for.</summary>
internal static class AccessHeaders
{
    public static void Show(this HttpRequestMessage message, FeedAccess? access)
    {
        if (access is null || !IsFor(access, message.RequestUri!))
            return;
        if (access.User is not null)
        {
            // RFC 7617 section 2.1: UTF-8 is what servers that care expect.
            var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{access.User}:{access.Password}"));
            message.Headers.TryAddWithoutValidation("Authorization", $"Basic {pair}");
        }
        else if (access.Token is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", $"Bearer {access.Token}");
        }

        foreach (var header in access.Headers)
            message.Headers.TryAddWithoutValidation(header.Name, header.Value);
    }

    /// <summary>Scheme, host and port of a URL, as <see cref="FeedAccess.Origin"/> has it.</summary>
    public static string Origin(Uri url) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{url.Scheme}://{HostShard.Host(url)}:{url.Port}");

    /// <summary>The same origin, or the same host by https where it was given for http: never another host or port, and never in the clear what was given for https.</summary>
    private static bool IsFor(FeedAccess access, Uri url)
    {
        var origin = Origin(url);
        return origin == access.Origin || (url is { Scheme: "https", Port: 443 } && access.Origin == $"http://{HostShard.Host(url)}:80");
    }
}
