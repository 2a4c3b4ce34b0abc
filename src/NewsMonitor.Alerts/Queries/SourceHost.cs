using System.Globalization;

namespace NewsMonitor.Alerts.Queries;

/// <summary>Outlets' hosts made comparable.</summary>
internal static class SourceHost
{
    private static readonly IdnMapping Idn = new();

    /// <summary>Lower case, international names in their ASCII form, no <c>www.</c>; null when it cannot be a host.</summary>
    public static string? Normalise(string host)
    {
        var text = host.Trim().Trim('.').ToLowerInvariant();
        while (text.StartsWith("www.", StringComparison.Ordinal))
            text = text[4..];
        if (text.Length is 0 or > 253)
            return null;
        if (!text.All(char.IsAscii))
        {
            try
            {
                text = Idn.GetAscii(text);
            }
            catch (ArgumentException)
            {
                return null;
            }
        }

        return text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '[' or ']')
            && text.Split('.').All(label => label.Any(char.IsAsciiLetterOrDigit)) ? text : null;
    }

    public static IEnumerable<string> Labels(string host) => host.Split(['.', ':'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a host is a domain or lies in it, both normalised; a port does not count unless the domain names one.</summary>
    public static bool IsIn(string host, string domain)
    {
        var port = domain.Contains(':', StringComparison.Ordinal) ? -1 : host.IndexOf(':', StringComparison.Ordinal);
        var name = port < 0 ? host.AsSpan() : host.AsSpan(0, port);
        return name.EndsWith(domain, StringComparison.Ordinal) && (name.Length == domain.Length || name[^(domain.Length + 1)] == '.');
    }

    /// <summary>Whether the labels of <paramref name="part"/> occur one after the other in <paramref name="host"/>, both normalised.</summary>
    public static bool HasLabels(string host, string part)
    {
        for (var at = host.IndexOf(part, StringComparison.Ordinal); at >= 0; at = host.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            var end = at + part.Length;
            if ((at == 0 || host[at - 1] == '.') && (end == host.Length || host[end] is '.' or ':'))
                return true;
        }

        return false;
    }
}
