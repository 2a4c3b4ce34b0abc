using System.Data;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>
/// Statements that are compiled once for each connection: for the ones that every poll runs, compiling costs more than running. A connection
/// is used by one thread at a time, and so are its statements. Rarer statements go through Dapper.
/// </summary>
internal static class SqliteStatements
{
    private static readonly ConditionalWeakTable<SqliteConnection, Dictionary<string, SqliteCommand>> Compiled = [];

    /// <returns>How many rows it touched.</returns>
    public static int Run(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Compile(connection, sql, parameters).ExecuteNonQuery();

    /// <returns>The first column of the first row; null when there is no row.</returns>
    public static object? Value(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Compile(connection, sql, parameters).ExecuteScalar();

    /// <returns>The first row; null when there is none.</returns>
    public static T? First<T>(
        this SqliteConnection connection, string sql, Func<IDataRecord, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : class
    {
        using var reader = Compile(connection, sql, parameters).ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    /// <summary>All rows.</summary>
    public static List<T> All<T>(
        this SqliteConnection connection, string sql, Func<IDataRecord, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Compile(connection, sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>A statement is always given the same parameters in the same order.</summary>
    private static SqliteCommand Compile(SqliteConnection connection, string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var statements = Compiled.GetOrCreateValue(connection);
        // Only a new command knows the transaction that the connection is in.
        var fresh = connection.CreateCommand();
        if (!statements.TryGetValue(sql, out var command))
        {
            statements[sql] = command = fresh;
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }
        else
        {
            command.Transaction = fresh.Transaction;
            fresh.Dispose();
        }

        for (var i = 0; i < parameters.Length; i++)
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        return command;
    }
}
