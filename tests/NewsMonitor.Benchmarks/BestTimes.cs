namespace NewsMonitor.Benchmarks;

/// <summary>Processor times of the same work done several times, slice by slice: of each slice the best counts, so that what else the machine does shows least.</summary>
internal sealed class BestTimes(int count, int slice)
{
    private readonly double[] _seconds = [.. Enumerable.Repeat(double.MaxValue, (count + slice - 1) / slice)];

    /// <summary>Seconds of a processor for all of it.</summary>
    public double Seconds => _seconds.Sum();

    /// <summary>Bytes allocated in the last round.</summary>
    public long Allocated { get; private set; }

    public void Run(Action<int> work)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var at = 0; at < _seconds.Length; at++)
        {
            var started = Environment.CpuUsage.TotalTime;
            for (var i = at * slice; i < Math.Min(count, (at + 1) * slice); i++)
                work(i);
            _seconds[at] = Math.Min(_seconds[at], (Environment.CpuUsage.TotalTime - started).TotalSeconds);
        }

        Allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
    }
}
