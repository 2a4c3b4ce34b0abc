namespace NewsMonitor.Model;

/// <summary>What part of a list is wanted.</summary>
/// <param name="Cursor">The <see cref="Page{T}.Next"/> of the page before; null for the first page.</param>
/// <param name="Limit">At most this many items, 1 to 500.</param>
public sealed record PageRequest(string? Cursor = null, int Limit = 50);

/// <summary>One page of a list, newest first unless said otherwise.</summary>
/// <param name="Items">The items, never null.</param>
/// <param name="Next">An opaque cursor for the following page; null when this is the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
