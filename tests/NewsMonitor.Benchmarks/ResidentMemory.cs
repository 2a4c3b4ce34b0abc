using System.Diagnostics;
using System.Globalization;

namespace NewsMonitor.Benchmarks;

/// <summary>How much memory a piece of work really takes, garbage and native memory included: the process's resident set, on Linux.</summary>
internal static class ResidentMemory
{
    /// <summary>Forgets the peak so far; the bytes in use now.</summary>
    public static long Reset()
    {
        // Writing 5 sets the peak back to what is in use (proc(5), /proc/pid/clear_refs).
        if (OperatingSystem.IsLinux())
            File.WriteAllText("/proc/self/clear_refs", "5");
        return Environment.WorkingSet;
    }

    /// <summary>How many bytes more than at the reset were in use at the worst moment since; elsewhere than on Linux since the start of the process.</summary>
    public static long PeakSince(long bytes)
    {
        const string Peak = "VmHWM:";
        if (!OperatingSystem.IsLinux())
            return Process.GetCurrentProcess().PeakWorkingSet64 - bytes;
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Peak, StringComparison.Ordinal));
        return (long.Parse(line[Peak.Length..^"kB".Length], CultureInfo.InvariantCulture) * 1024) - bytes;
    }
}
