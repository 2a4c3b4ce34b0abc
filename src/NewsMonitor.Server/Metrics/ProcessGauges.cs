using System.Diagnostics;

namespace NewsMonitor.Server.Metrics;

/// <summary>The process itself, under the names that Prometheus' client libraries use.</summary>
internal static class ProcessGauges
{
    public static IReadOnlyList<MetricFamily> Read()
    {
        using var process = Process.GetCurrentProcess();
        return
        [
            new MetricFamily("process_cpu_seconds_total", MetricKind.Counter, "CPU time used.", [new MetricSample("", "", process.TotalProcessorTime.TotalSeconds)]),
            MetricFamily.Gauge("process_resident_memory_bytes", "Memory in use.", process.WorkingSet64),
            MetricFamily.Gauge("process_start_time_seconds", "When the process started, in seconds since 1970.", new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0),
            MetricFamily.Gauge("dotnet_gc_heap_bytes", "Managed memory in use.", GC.GetTotalMemory(forceFullCollection: false)),
            MetricFamily.Gauge("dotnet_thread_pool_queue_length", "Work items that wait for a thread.", ThreadPool.PendingWorkItemCount),
        ];
    }
}
