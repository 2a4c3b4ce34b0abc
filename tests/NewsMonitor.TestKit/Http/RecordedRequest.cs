using System.Text;

namespace NewsMonitor.TestKit;

/// <summary>A request as a loopback server received it.</summary>
/// <param name="Path">The path with its query.</param>
/// <param name="Headers">Name and value as sent, in the order of arrival; names are compared without case by <see cref="Header"/>.</param>
public sealed record RecordedRequest(string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    /// <summary>The body read as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The value of a header, byte for byte as Latin-1; null when it was not sent.</summary>
    /// <exception cref="InvalidOperationException">It was sent more than once.</exception>
    public string? Header(string name) =>
        Headers.Where(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).SingleOrDefault();
}
