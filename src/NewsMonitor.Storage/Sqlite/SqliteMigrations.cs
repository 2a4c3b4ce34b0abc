using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Numbered SQL files, each applied once in its own transaction; the number of the last is kept in <c>PRAGMA user_version</c>.</summary>
internal static class SqliteMigrations
{
    private const string Folder = "Sqlite/Migrations/";

    /// <exception cref="StoreUnavailableException">The schema is newer than this program.</exception>
    public static void Apply(SqliteConnection connection, string file)
    {
        var migrations = Read();
        var current = Version(connection);
        if (current > migrations[^1].Number)
        {
            throw new StoreUnavailableException(
                $"The database {file} has schema {current}, made by a newer NewsMonitor; this one knows {migrations[^1].Number}. Use the newer program.");
        }

        foreach (var (number, sql) in migrations.Where(m => m.Number > current))
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            // Another process may have applied it while this one waited for the lock.
            if (Version(connection) < number)
            {
                Execute(connection, transaction, sql);
                Execute(connection, transaction, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {number};"));
            }

            transaction.Commit();
        }
    }

    private static List<(int Number, string Sql)> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        List<(int Number, string Sql)> migrations = [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name.AsSpan(Folder.Length, 4), CultureInfo.InvariantCulture), Text(assembly, name)))];
        // Of two with one number the second would be passed over without a word.
        return migrations.Select(m => m.Number).SequenceEqual(Enumerable.Range(1, migrations.Count))
            ? migrations
            : throw new InvalidOperationException($"The migrations are not numbered one after the other: {string.Join(", ", migrations.Select(m => m.Number))}.");
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static int Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version;";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
