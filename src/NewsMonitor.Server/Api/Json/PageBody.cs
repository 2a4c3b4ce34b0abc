using NewsMonitor.Model;

namespace NewsMonitor.Server.Api.Json;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items of this page.</param>
/// <param name="Next">What to send as <c>cursor</c> for the following page; null when this is the last.</param>
internal sealed record PageBody<T>(IReadOnlyList<T> Items, string? Next);

internal static class Paging
{
    /// <summary>Items of a page when the caller does not say.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Items of a page at most.</summary>
    public const int MaximumLimit = 500;

    /// <exception cref="InvalidInputException">The limit is out of range.</exception>
    public static PageRequest Request(string? cursor, int? limit)
    {
        if (limit is < 1 or > MaximumLimit)
            throw new InvalidInputException("limit", $"The limit is {limit}; it must be between 1 and {MaximumLimit}.");
        return new PageRequest(string.IsNullOrEmpty(cursor) ? null : cursor, limit ?? DefaultLimit);
    }

    public static PageBody<TBody> ToBody<T, TBody>(this Page<T> page, Func<T, TBody> body) => new([.. page.Items.Select(body)], page.Next);
}
