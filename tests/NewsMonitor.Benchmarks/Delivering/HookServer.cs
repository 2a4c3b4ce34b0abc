using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using NewsMonitor.TestKit;

namespace NewsMonitor.Benchmarks.Delivering;

/// <summary>Receives webhooks in a process of its own. <c>/hook/...</c> is answered at once, <c>/slow/...</c> after a moment, <c>/hang/...</c> never.</summary>
internal sealed class HookServer : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly HttpClient _http = new();

    private HookServer(Process process, string root)
    {
        _process = process;
        Root = root;
    }

    public string Root { get; }

    public static async Task<HookServer> StartAsync()
    {
        var process = ChildProcess.Start("hooks");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("http://", StringComparison.Ordinal))
                return new HookServer(process, line);
        }

        throw new InvalidOperationException("The receiver ended before it told its address.");
    }

    /// <summary>How many webhooks have come.</summary>
    public async Task<int> CountAsync() => int.Parse(await _http.GetStringAsync($"{Root}/count"), CultureInfo.InvariantCulture);

    /// <summary>Every webhook that has come: its id, and when (the machine's monotonic clock, which all processes share).</summary>
    public async Task<IReadOnlyList<(string Id, long At)>> ReceivedAsync() =>
        [.. (await _http.GetStringAsync($"{Root}/received")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ')).Select(parts => (parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture)))];

    public void Dispose()
    {
        _http.Dispose();
        ChildProcess.End(_process);
    }

    /// <summary>What the child process does: serves until its standard input ends.</summary>
    public static async Task ServeAsync()
    {
        var received = new ConcurrentQueue<(string Id, long At)>();
        await using var server = await LoopbackServer.StartAsync();
        server.Recording = false;
        server.On("/count", context => LoopbackServer.ReplyAsync(context, 200, received.Count.ToString(CultureInfo.InvariantCulture)));
        server.On("/received", context => LoopbackServer.ReplyAsync(context, 200, string.Concat(received.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Id} {r.At}\n")))));
        server.Otherwise = async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            if (context.Request.Path.StartsWithSegments("/hang", StringComparison.Ordinal))
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            received.Enqueue((context.Request.Headers["webhook-id"].ToString(), Stopwatch.GetTimestamp()));
            if (context.Request.Path.StartsWithSegments("/slow", StringComparison.Ordinal))
                await Task.Delay(Moment, TimeProvider.System, context.RequestAborted);
            context.Response.StatusCode = 204;
        };
        Console.WriteLine(server.Root);
        await Console.In.ReadToEndAsync();
    }
}
