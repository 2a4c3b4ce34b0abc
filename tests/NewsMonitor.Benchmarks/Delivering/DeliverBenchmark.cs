using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.TestKit;

namespace NewsMonitor.Benchmarks.Delivering;

/// <summary>
/// Deliveries a second through the endpoints' grains, from the stored delivery to the stored success, to 200 webhooks on loopback in another
/// process: with all of them well, and with 5 % of them hanging. Beside a bare HttpClient that posts the same to the same and keeps nothing. The
/// three take turns. <c>--rounds N</c>, 5 if not given.
/// </summary>
internal static class DeliverBenchmark
{
    private const int Endpoints = 200;
    private const int Each = 50;
    private const int Hanging = Endpoints / 20;
    private const int BareConcurrency = 64;

    private static readonly string Payload = $"{{\"type\":\"story.new\",\"data\":\"{new string('x', 1_500)}\"}}";

    public static async Task RunAsync(string[] args)
    {
        var rounds = Array.IndexOf(args, "--rounds") is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 5;
        using var hooks = await HookServer.StartAsync();
        var (bare, well, hang) = (new List<double>(), new List<double>(), new List<double>());
        // The first round warms up and is not counted.
        for (var round = 0; round <= rounds; round++)
        {
            var (a, b, c) = (await BareAsync(hooks), await DeliverAsync(hooks, 0), await DeliverAsync(hooks, Hanging));
            if (round == 0)
                continue;
            bare.Add(a);
            well.Add(b);
            hang.Add(c);
        }

        Print($"bare HttpClient, {BareConcurrency} at a time", bare);
        Print($"deliveries, {Endpoints} endpoints", well);
        Print($"deliveries, {Hanging} of them hanging", hang);
        Console.WriteLine(Say($"{Middle(well) / Middle(bare):N2} x bare; with hanging endpoints {Middle([.. hang.Zip(well, (h, w) => h / w)]):N2} x without (middle of the rounds)"));
    }

    /// <returns>Deliveries a second to the endpoints that do not hang.</returns>
    private static async Task<double> DeliverAsync(HookServer hooks, int hanging)
    {
        var folder = Directory.CreateTempSubdirectory("newsmonitor-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "bench.db");
            await FillAsync(file, hooks.Root, hanging);
            await using var host = await AlertHost.StartAsync(file);
            var database = host.Services.GetRequiredService<SqliteDatabase>();
            var started = Stopwatch.GetTimestamp();
            for (var n = 0; n < Endpoints; n++)
                await host.Grains.GetGrain<IEndpointGrain>(Id(n)).WakeAsync(default);
            while (await database.ReadAsync(c => c.ExecuteScalar<long>("SELECT count(*) FROM deliveries WHERE state = 'Pending'"), default) > hanging * Each)
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            return (Endpoints - hanging) * Each / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> BareAsync(HookServer hooks)
    {
        const int Posts = Endpoints * Each;
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = BareConcurrency });
        var (started, next) = (Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, BareConcurrency).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var n && n <= Posts)
            {
                using var content = new StringContent(Payload, Encoding.UTF8, "application/json");
                using var response = await http.PostAsync($"{hooks.Root}/hook/{n % Endpoints}", content);
                response.EnsureSuccessStatusCode();
            }
        })));
        return Posts / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task FillAsync(string file, string root, int hanging)
    {
        await using var database = SqliteDatabase.Open(new SqliteStorageOptions { File = file });
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await database.WriteAsync(
            connection =>
            {
                for (var k = 0; k < Each; k++)
                {
                    connection.Execute(
                        "INSERT INTO alerts (id, subscriber, occasion, created_at, subscriptions, why) VALUES (@id, 'desk', 'New', @now, '[]', '[]')", new { id = Alert(k), now });
                }

                for (var n = 0; n < Endpoints; n++)
                {
                    // Spread among the others: every twentieth.
                    var hangs = n % (Endpoints / Hanging) == 0 && n / (Endpoints / Hanging) < hanging;
                    connection.Execute(
                        "INSERT INTO endpoints (id, subscriber, type, url, secret) VALUES (@id, 'desk', 'webhook', @url, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')",
                        new { id = Id(n), url = $"{root}/{(hangs ? "hang" : "hook")}/{n}" });
                    for (var k = 0; k < Each; k++)
                    {
                        connection.Execute(
                            """
                            INSERT INTO deliveries (id, alert_id, endpoint_id, state, payload, next_attempt_at, created_at, sequence)
                            VALUES (@id, @alert, @endpoint, 'Pending', @Payload, @now, @now, @sequence)
                            """,
                            new { id = StableId.Create("msg", Alert(k), Id(n)), alert = Alert(k), endpoint = Id(n), Payload, now, sequence = (n * Each) + k + 1 });
                    }
                }

                return 0;
            },
            default);
    }

    private static string Id(int endpoint) => StableId.Create("end", endpoint.ToString(CultureInfo.InvariantCulture));

    private static string Alert(int number) => StableId.Create("alert", number.ToString(CultureInfo.InvariantCulture));

    private static void Print(string what, List<double> rates) => Console.WriteLine(Say($"{what,-36} {Middle(rates),8:N0}/s   ({rates.Min():N0} to {rates.Max():N0})"));

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
