using NewsMonitor.Benchmarks;
using NewsMonitor.Benchmarks.Delivering;
using NewsMonitor.Benchmarks.Soak;

// dotnet run -c Release --project tests/NewsMonitor.Benchmarks -- [NAME...] [options of the benchmark]
// Every benchmark prints its figure, the baseline it is held against in the same run, and the ratio. Machines are noisy: quote the ratio.
var benchmarks = new Dictionary<string, Func<string[], Task>>(StringComparer.OrdinalIgnoreCase)
{
    ["grains"] = GrainCallBenchmark.RunAsync,
    ["polls"] = PollBenchmark.RunAsync,
    ["idle"] = IdleFeedsBenchmark.RunAsync,
    ["soak"] = SoakBenchmark.RunAsync,
    ["cluster"] = ClusterBenchmark.RunAsync,
    ["rebuild"] = RebuildBenchmark.RunAsync,
    ["review"] = ReviewBenchmark.RunAsync,
    ["store"] = StoreBenchmark.RunAsync,
    ["preview"] = PreviewBenchmark.RunAsync,
    ["parse"] = ParseBenchmark.RunAsync,
    ["deliver"] = DeliverBenchmark.RunAsync,
    ["latency"] = LatencyBenchmark.RunAsync,
    ["crash"] = CrashBenchmark.RunAsync,
    ["match"] = MatchBenchmark.RunAsync,
};

// The other sides of benchmarks, which start them.
switch (args)
{
    case ["outlet"]:
        await PollServer.ServeAsync();
        return 0;
    case ["hooks"]:
        await HookServer.ServeAsync();
        return 0;
    case ["alert-host", var file]:
        await AlertHost.SweepAsync(file);
        return 0;
    case ["idle-host", var file]:
        await IdleFeedsHost.RunAsync(file);
        return 0;
}

if (args.Length > 0 && !benchmarks.ContainsKey(args[0]))
{
    await Console.Error.WriteLineAsync($"There is no benchmark '{args[0]}'. There are: {string.Join(", ", benchmarks.Keys)}.");
    return 2;
}

foreach (var (name, run) in benchmarks.Where(b => args.Length == 0 ? b.Key != "soak" : b.Key.Equals(args[0], StringComparison.OrdinalIgnoreCase)))
{
    Console.WriteLine($"== {name}");
    await run([.. args.Skip(1)]);
}

return Environment.ExitCode;
