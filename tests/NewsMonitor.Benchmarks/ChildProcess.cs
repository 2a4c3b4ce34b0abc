using System.Diagnostics;

namespace NewsMonitor.Benchmarks;

/// <summary>This program once more, in another process: what is measured there is not mixed with what is done here.</summary>
internal static class ChildProcess
{
    /// <summary>Starts it with other arguments; its output can be read, and it is told to end by the end of its input.</summary>
    public static Process Start(params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true };
        // The same program, however it was started.
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException("The other process could not be started.");
    }

    /// <summary>Tells it to end and waits for that.</summary>
    public static void End(Process process)
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
