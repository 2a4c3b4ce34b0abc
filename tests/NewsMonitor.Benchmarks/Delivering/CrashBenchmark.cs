using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;

namespace NewsMonitor.Benchmarks.Delivering;

/// <summary>
/// 10,000 deliveries, 100 stories to each of 100 subscribers, while the process that matches, judges and delivers is killed three times. Prints
/// what came beside what is stored, and ends with an error if a promise is broken: each at least once, under its id, at most one more for each
/// attempt that was under way, and none that is not stored.
/// </summary>
internal static class CrashBenchmark
{
    private const int Subscribers = 100;
    private const int Stories = 100;
    private const int Kills = 3;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("newsmonitor-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "bench.db");
            using var hooks = await HookServer.StartAsync();
            await FillAsync(file, hooks.Root);
            var started = Stopwatch.GetTimestamp();
            for (var kill = 1; kill <= Kills; kill++)
            {
                using var victim = ChildProcess.Start("alert-host", file);
                while (await hooks.CountAsync() < Subscribers * Stories * kill / (Kills + 1))
                    await Task.Delay(Look, TimeProvider.System);
                victim.Kill();
                await victim.WaitForExitAsync();
            }

            using (var last = ChildProcess.Start("alert-host", file))
            {
                while (Delivered(file).Count < Subscribers * Stories)
                    await Task.Delay(10 * Look, TimeProvider.System);
                last.Kill();
                await last.WaitForExitAsync();
            }

            Judge(Delivered(file), await hooks.ReceivedAsync(), Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Judge(Dictionary<string, int> stored, IReadOnlyList<(string Id, long At)> received, TimeSpan time)
    {
        var times = received.CountBy(r => r.Id, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var missing = stored.Keys.Count(id => !times.ContainsKey(id));
        var unknown = times.Keys.Count(id => !stored.ContainsKey(id));
        var extras = received.Count - stored.Values.Sum();
        var most = Kills * Subscribers * new AlertOptions().DeliveryConcurrency;
        Console.WriteLine(Say($"{stored.Count:N0} deliveries in {time.TotalSeconds:N1} s, {Kills} kills: {received.Count:N0} received under {times.Count:N0} ids, {times.Values.Max()} times at most"));
        Console.WriteLine(Say($"not received {missing}, not stored {unknown}, received and not recorded {extras} (attempts under way at the kills: at most {most})"));
        if (missing > 0 || unknown > 0 || extras < 0 || extras > most || times.Values.Max() > Kills + 1)
            Environment.ExitCode = 1;
    }

    /// <summary>What is delivered, with its attempts.</summary>
    private static Dictionary<string, int> Delivered(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        return connection.Query<(string Id, long Attempts)>("SELECT id, attempts FROM deliveries WHERE state = 'Delivered'")
            .ToDictionary(row => row.Id, row => (int)row.Attempts, StringComparer.Ordinal);
    }

    private static async Task FillAsync(string file, string root)
    {
        await using var database = SqliteDatabase.Open(new SqliteStorageOptions { File = file });
        var subscriptions = new SqliteSubscriptionStore(database);
        for (var n = 0; n < Subscribers; n++)
        {
            var subscriber = string.Create(CultureInfo.InvariantCulture, $"desk-{n}");
            await subscriptions.SaveAsync(
                new Subscription
                {
                    Id = StableId.Create("sub", subscriber),
                    Subscriber = subscriber,
                    Name = "Harbours",
                    Query = "harbour",
                    Channels =
                    [
                        new AlertEndpoint
                        {
                            Id = StableId.Create("end", subscriber), Subscriber = subscriber, Type = "webhook", Url = $"{root}/slow/{n}", Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        },
                    ],
                    Created = DateTimeOffset.UnixEpoch,
                },
                [],
                default);
        }

        // What the stories' step leaves behind: an article in its story, and the event that says so.
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await database.WriteAsync(
            connection =>
            {
                for (var number = 1; number <= Stories; number++)
                {
                    var (article, story) = (Say($"art_{number}"), Say($"story_{number}"));
                    connection.Execute(
                        """
                        INSERT INTO articles (id, feed_id, identity, source, title, body, categories, language, first_seen_at, updated_at, content_hash,
                                              story_id, assignment, assigned_at, began)
                        VALUES (@article, 'feed', @article, 'outlet.example', 'At the harbour', '', '[]', 'en', @at, @at, @article, @story, @number, @at, 1);
                        INSERT INTO stories (id, language, headline, state, first_seen_at, latest_at, articles, sources, independent_sources)
                        VALUES (@story, 'en', 'At the harbour', 'Open', @at, @at, 1, 1, 1);
                        INSERT INTO story_events (story_id, article_id, language, kind, at) VALUES (@story, @article, 'en', 'Began', @at);
                        """,
                        new { article, story, number, at });
                }

                return 0;
            },
            default);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
