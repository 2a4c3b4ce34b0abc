using NewsMonitor.Model;

namespace NewsMonitor.Server.Api.Json;

/// <summary>The <c>q</c> of a list.</summary>
internal static class SearchText
{
    private const int MaximumLength = 200;

    /// <exception cref="InvalidInputException">Too long.</exception>
    public static string? Check(string? q)
    {
        if (q?.Length > MaximumLength)
            throw new InvalidInputException("q", $"q has {q.Length} characters; at most {MaximumLength} are taken.");
        return string.IsNullOrWhiteSpace(q) ? null : q.Trim();
    }
}
