using System.Data;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Reads rows by column number, as the row types beside this file do.</summary>
internal static class SqliteRows
{
    public static List<T> Rows<T>(this SqliteConnection connection, string sql, object? parameters, Func<IDataRecord, T> read)
    {
        using var reader = connection.ExecuteReader(sql, parameters);
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>A list as one parameter: <c>WHERE id IN (SELECT value FROM json_each(@ids))</c>.</summary>
    public static string ToJson<T>(this IEnumerable<T> list) => JsonSerializer.Serialize(list);
}
