using System.Diagnostics;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;

namespace NewsMonitor.Benchmarks;

/// <summary>
/// What feeds cost that are not due: memory of a process that watches 100,000 of them (one that was just started, and one in which every feed
/// has been polled a moment ago, so that all grains are active still), and the time to read one feed's row. The limits are 500 MB and a millisecond.
/// <code>idle [FEEDS]</code>
/// </summary>
internal static class IdleFeedsBenchmark
{
    public static async Task RunAsync(string[] args)
    {
        var feeds = args is [var count, ..] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 100_000;
        var folder = Directory.CreateTempSubdirectory("newsmonitor-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "bench.db");
            await FillAsync(file, feeds);
            Console.WriteLine($"{feeds:N0} feeds, each polled before: {new FileInfo(file).Length / 1e6:N0} MB of file");
            await ReadAsync(file, feeds);
            var host = ChildProcess.Start("idle-host", file);
            while (await host.StandardOutput.ReadLineAsync() is { } line)
                Console.WriteLine(line);
            ChildProcess.End(host);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static string Id(int n) => StableId.Create("feed", Url(n));

    private static string Url(int n) => $"https://outlet-{n / 20}.example/feeds/{n % 20}.xml";

    /// <summary>Feeds as they are after a few polls, the next of which is far away.</summary>
    private static async Task FillAsync(string file, int feeds)
    {
        await using var database = SqliteDatabase.Open(new SqliteStorageOptions { File = file });
        var store = new SqliteFeedStore(database);
        var now = TimeProvider.System.GetUtcNow();
        await Parallel.ForEachAsync(Enumerable.Range(0, feeds), new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (n, token) =>
        {
            var (feed, _) = await store.AddAsync(new NewFeed(Url(n), null, ["news"], now), token);
            for (var poll = 0; poll < 3; poll++)
            {
                await store.IngestAsync(
                    new FeedPoll
                    {
                        FeedId = feed.Id,
                        Title = $"Outlet {n / 20}, desk {n % 20}",
                        SiteUrl = $"https://outlet-{n / 20}.example/",
                        Language = "en-GB",
                        Trace = new PollTrace(TimeSpan.FromMilliseconds(120), 0, 50, DateTimeOffset.UnixEpoch),
                        State = feed.Poll with
                        {
                            Version = poll,
                            Polls = poll,
                            ETag = $"\"{n:x8}-5a2b3c4d5e6f7\"",
                            LastModified = "Tue, 08 Oct 2024 09:00:00 GMT",
                            BodyHash = new string('a', 64),
                            NextPoll = now.AddDays(1).AddSeconds(n),
                            NextPollReason = "in 2 h: no news for 11 h",
                            LastPoll = now,
                            LastSuccess = now,
                            LastNews = now.AddHours(-11),
                            Status = FeedStatus.NotModified,
                            HttpStatus = 304,
                            Interval = TimeSpan.FromHours(2),
                        },
                    },
                    token);
            }
        });
    }

    private static async Task ReadAsync(string file, int feeds)
    {
        await using var database = SqliteDatabase.Open(new SqliteStorageOptions { File = file });
        var store = new SqliteFeedStore(database);
        // Just opened: nothing is in the database's own memory.
        await TimeAsync("first 1,000 rows read", 1000);
        await TimeAsync("next 100,000", 100_000);

        async Task TimeAsync(string what, int reads)
        {
            var random = new Random(reads);
            var times = new double[reads];
            for (var i = 0; i < reads; i++)
            {
                var id = Id(random.Next(feeds));
                var started = Stopwatch.GetTimestamp();
                var found = await store.FindAsync(id, default);
                times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (found is null)
                    throw new InvalidOperationException($"There is no feed {id}.");
            }

            Array.Sort(times);
            Console.WriteLine(
                $"{what,-24} mean {times.Average(),7:N4} ms   median {times[reads / 2],7:N4} ms   99 % {times[reads * 99 / 100],7:N4} ms   99.9 % {times[reads * 999 / 1000],7:N4} ms");
        }
    }
}
