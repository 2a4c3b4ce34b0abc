using System.Data;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>
/// Statements that are compiled once for each connection: for the ones that every poll runs, compiling costs more than running. A connection
/// is used by one thread at a time, and so are its statements. Rarer statements go through Dapper.
/// </summary>
internal static class SqliteStatements
{
    private static readonly ConditionalWeakTable<SqliteConnection, Dictionary<string, SqliteStatement>> Compiled = [];

    /// <returns>How many rows it touched.</returns>
    public static int Run(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var statement = Compile(connection, sql, parameters);
        while (statement.Step())
        {
            // What it returns is not wanted.
        }

        return raw.sqlite3_changes(connection.Handle!);
    }

    /// <returns>The first column of the first row; null when there is no row.</returns>
    public static object? Value(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        connection.First(sql, static row => row.GetValue(0), parameters);

    /// <summary>The first row; null when there is none.</summary>
    public static T? First<T>(
        this SqliteConnection connection, string sql, Func<IDataRecord, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : class
    {
        var statement = Compile(connection, sql, parameters);
        try
        {
            return statement.Step() ? read(statement) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>All rows.</summary>
    public static List<T> All<T>(
        this SqliteConnection connection, string sql, Func<IDataRecord, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var statement = Compile(connection, sql, parameters);
        try
        {
            var rows = new List<T>();
            while (statement.Step())
                rows.Add(read(statement));
            return rows;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Shows rows one after the other, without making anything of them that is not asked for.</summary>
    /// <param name="view">Of the statement; it is always on the row that is shown.</param>
    /// <param name="read">False ends it.</param>
    public static void Each<T>(
        this SqliteConnection connection, string sql, Func<SqliteStatement, T> view, Func<T, bool> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var statement = Compile(connection, sql, parameters);
        try
        {
            var row = view(statement);
            while (statement.Step() && read(row))
            {
                // The reader has seen it.
            }
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>To be called before the connection is closed: SQLite keeps the file open as long as one statement lives.</summary>
    public static void Forget(this SqliteConnection connection)
    {
        if (!Compiled.TryGetValue(connection, out var statements))
            return;
        Compiled.Remove(connection);
        foreach (var statement in statements.Values)
            statement.Dispose();
    }

    private static SqliteStatement Compile(SqliteConnection connection, string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var statements = Compiled.GetValue(connection, static _ => new Dictionary<string, SqliteStatement>(new BySample()));
        if (!statements.TryGetValue(sql, out var statement))
            statements[sql] = statement = new SqliteStatement(connection, sql);
        statement.Bind(parameters);
        return statement;
    }

    /// <summary>Statements are long and almost always the same object: hashing all of one would take longer than finding it.</summary>
    private sealed class BySample : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

        public int GetHashCode(string sql) => HashCode.Combine(sql.Length, sql[0], sql[sql.Length / 2], sql[sql.Length * 3 / 4], sql[^1]);
    }
}
