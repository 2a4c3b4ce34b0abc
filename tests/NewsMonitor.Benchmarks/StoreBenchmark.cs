using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Storage.Sqlite;

namespace NewsMonitor.Benchmarks;

/// <summary>Durable small writes a second: group commit under 64 concurrent writers, beside one commit for every write on a bare connection.</summary>
internal static class StoreBenchmark
{
    private const int Writers = 64;

    private const int BareWrites = 500;

    private const int GroupedWrites = 20_000;

    public static async Task RunAsync(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("newsmonitor-bench-");
        try
        {
            var bare = Bare(Path.Combine(folder.FullName, "bare.db"));
            var grouped = await GroupedAsync(Path.Combine(folder.FullName, "grouped.db"));
            Console.WriteLine($"bare connection, a commit each   {bare,10:N0} writes/s");
            Console.WriteLine($"SqliteDatabase, {Writers} writers       {grouped,10:N0} writes/s   {grouped / bare:N1} x bare");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Bare(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;");
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < BareWrites; i++)
            Insert(connection, i);
        return BareWrites / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> GroupedAsync(string file)
    {
        await using var database = SqliteDatabase.Open(new SqliteStorageOptions { File = file });
        await database.WriteAsync(c => c.Execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT"), default);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            for (var i = 0; i < GroupedWrites / Writers; i++)
                await database.WriteAsync(c => Insert(c, i), default);
        }));
        return GroupedWrites / watch.Elapsed.TotalSeconds;
    }

    private static int Insert(SqliteConnection connection, int i) => connection.Execute("INSERT INTO notes (text) VALUES (@text)", new { text = $"note {i}" });
}
