using System.Net.Mail;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Mail;

/// <summary>The check of an address that a subscriber writes.</summary>
internal static class MailAddresses
{
    // A path of 256 octets without its angle brackets (RFC 5321, section 4.5.3.1.3).
    private const int Longest = 254;

    /// <returns>The address, its domain in lower case: by it endpoints are told apart.</returns>
    /// <exception cref="InvalidInputException">It is not one address that any mail server takes.</exception>
    public static string Check(string? to, string field)
    {
        if (string.IsNullOrWhiteSpace(to))
            throw new InvalidInputException(field, "An e-mail channel needs an address.");
        var text = to.Trim();
        if (text.Length > Longest)
            throw new InvalidInputException(field, $"The address has {text.Length} characters; at most {Longest} are taken.");
        if (!text.All(c => c is > ' ' and < '\u007f') || !MailAddress.TryCreate(text, out var address) || address.Address != text || address.Host.StartsWith('['))
            throw new InvalidInputException(field, $"'{text}' is not an address such as desk@example.org (ASCII, without a name before it).");
        return $"{address.User}@{address.Host.ToLowerInvariant()}";
    }
}
