using NewsMonitor.Server.Settings;
using NewsMonitor.Storage;

namespace NewsMonitor.Server.Health;

/// <summary>One thing that has to be right for work to be done.</summary>
/// <param name="Detail">How it is, in words.</param>
internal sealed record HealthCheck(string Name, bool Ok, string Detail);

/// <summary>Whether this process can do work: the database takes writes, and everything with work is being woken.</summary>
internal sealed class Readiness(IDatabaseProbe database, ServerOptions options, TimeProvider clock)
{
    // A sweep may take a while on a large database before it counts as stuck.
    private static readonly TimeSpan Allowance = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _failing = new(StringComparer.Ordinal);
    private DateTimeOffset? _swept;

    /// <summary>A step of the sweep ended.</summary>
    /// <param name="error">What went wrong, in words; null when it went well.</param>
    public void StepEnded(string step, string? error)
    {
        lock (_lock)
        {
            if (error is null)
                _failing.Remove(step);
            else
                _failing[step] = error;
        }
    }

    /// <summary>A sweep ended, whatever its steps did.</summary>
    public void SweepEnded()
    {
        lock (_lock)
            _swept = clock.GetUtcNow();
    }

    public IReadOnlyList<HealthCheck> Check()
    {
        lock (_lock)
            return [Database(), Sweep()];
    }

    private HealthCheck Database() => database.Failure is { } failure
        ? new HealthCheck("database", Ok: false, $"{failure} Intake waits until writes are taken again.")
        : new HealthCheck("database", Ok: true, "takes writes");

    private HealthCheck Sweep()
    {
        if (_swept is not { } swept)
            return new HealthCheck("sweep", Ok: false, "the first sweep has not ended yet");
        if (_failing.Count > 0)
            return new HealthCheck("sweep", Ok: false, string.Join("; ", _failing.Select(step => $"{step.Key}: {step.Value}")));
        var age = clock.GetUtcNow() - swept;
        return age > (2 * options.Sweep) + Allowance
            ? new HealthCheck("sweep", Ok: false, $"the last sweep ended {age.TotalSeconds:F0} s ago; it should every {options.Sweep.TotalSeconds:F0} s")
            : new HealthCheck("sweep", Ok: true, "everything with work is woken");
    }
}
