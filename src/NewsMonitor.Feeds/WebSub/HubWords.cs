using System.Globalization;
using System.Net;

namespace NewsMonitor.Feeds.WebSub;

/// <summary>What a hub says, for logs and pages: short, on one line, and without what only we and the hub may know of a subscription.</summary>
internal static class HubWords
{
    /// <summary>Characters of a hub's words that are kept.</summary>
    public const int Longest = 300;

    /// <param name="words">As received.</param>
    /// <param name="more">Whether they go on beyond: their end may hold the beginning of a secret then, and is dropped.</param>
    public static string Clean(string words, WebSubSubscription subscription, bool more = false)
    {
        var secrets = Secrets(subscription);
        foreach (var secret in secrets)
        {
            // By as many characters: what is cut off below stays cut off.
            words = words.Replace(secret, new string('\0', secret.Length), StringComparison.OrdinalIgnoreCase);
        }

        if (more)
            words = words[..Math.Max(0, words.Length - secrets[0].Length)];
        words = words.Length <= Longest ? words : words[..Longest];
        return string.Join(' ', string.Concat(words.Select(Printed)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Characters of the longest form of a secret, which bounds how much beyond <see cref="Longest"/> has to be read.</summary>
    public static int LongestSecret(WebSubSubscription subscription) => Secrets(subscription)[0].Length;

    /// <summary>Longest first: the callback holds the id.</summary>
    private static string[] Secrets(WebSubSubscription subscription) =>
        [Uri.EscapeDataString(subscription.Callback), WebUtility.UrlEncode(subscription.Callback), subscription.Callback, subscription.Secret, subscription.Id];

    // Format characters could turn the direction of a line; a pair of surrogates may have been cut.
    private static char Printed(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format ? ' ' : c;
}
