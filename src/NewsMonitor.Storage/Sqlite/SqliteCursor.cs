using System.Globalization;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Paging by cursor: one row more than wanted is read, to know whether there is another page.</summary>
internal static class SqliteCursor
{
    private const int Most = 500;

    /// <exception cref="InvalidInputException">Outside 1 to 500.</exception>
    public static int Limit(PageRequest page) =>
        page.Limit is >= 1 and <= Most ? page.Limit : throw new InvalidInputException("limit", $"The limit is {page.Limit}; it has to be between 1 and {Most}.");

    /// <summary>The row after which a page begins, in lists whose cursor is one number.</summary>
    /// <param name="none">For the first page.</param>
    /// <exception cref="InvalidInputException">The cursor is no number.</exception>
    public static long Number(PageRequest page, long none) =>
        page.Cursor is null ? none
            : long.TryParse(page.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(page.Cursor);

    public static InvalidInputException Wrong(string cursor) => new("cursor", $"'{cursor}' is no cursor of this list.");

    public static Page<T> Page<T>(List<T> rows, int limit, Func<T, string> cursor) =>
        rows.Count <= limit ? new Page<T>(rows, null) : new Page<T>(rows[..limit], cursor(rows[limit - 1]));
}
