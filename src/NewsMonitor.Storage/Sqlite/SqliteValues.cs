using System.Data;
using System.Text.Json;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>How values are written in columns: times and spans as milliseconds, lists as JSON.</summary>
internal static class SqliteValues
{
    public static long ToColumn(this DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static long ToColumn(this TimeSpan span) => (long)span.TotalMilliseconds;

    public static string ToColumn(this string[] list) => JsonSerializer.Serialize(list);

    public static string? Text(this IDataRecord row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static int? Number(this IDataRecord row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    public static DateTimeOffset? Time(this IDataRecord row, int column) => row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static TimeSpan? Span(this IDataRecord row, int column) => row.IsDBNull(column) ? null : TimeSpan.FromMilliseconds(row.GetInt64(column));

    public static string[] List(this IDataRecord row, int column) => row.GetString(column) is var text && text == "[]" ? [] : JsonSerializer.Deserialize<string[]>(text) ?? [];
}
