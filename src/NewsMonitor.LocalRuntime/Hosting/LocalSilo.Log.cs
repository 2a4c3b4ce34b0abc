using Microsoft.Extensions.Logging;
using NewsMonitor.LocalRuntime.Types;
using Orleans.Runtime;

namespace NewsMonitor.LocalRuntime.Hosting;

internal sealed partial class LocalSilo
{
    public void LogActivationFailed(GrainId grain, Exception exception) => LogActivationFailed(grain.ToString(), exception);

    public void LogDeactivationFailed(GrainId grain, Exception exception) => LogDeactivationFailed(grain.ToString(), exception);

    public void LogTickFailed(GrainId grain, Exception exception) => LogTickFailed(grain.ToString(), exception);

    /// <summary>That calls are refused while the host stops is no news.</summary>
    public void LogOneWayFailed(string method, GrainId grain, Exception exception) =>
        LogOneWayFailed(exception is SiloUnavailableException ? LogLevel.Debug : LogLevel.Warning, method, grain.ToString(), exception);

    public void LogNobodyWaited(string method, GrainId grain, Exception exception) => LogNobodyWaited(method, grain.ToString(), exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Grain} could not be activated: the calls that waited for it fail")]
    private partial void LogActivationFailed(string grain, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Grain} failed while it was deactivated; it is gone all the same")]
    private partial void LogDeactivationFailed(string grain, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A timer tick of {Grain} failed; the timer goes on")]
    private partial void LogTickFailed(string grain, Exception exception);

    [LoggerMessage(Message = "One-way call {Method} of {Grain} failed")]
    private partial void LogOneWayFailed(LogLevel level, string method, string grain, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} of {Grain} failed after its caller had stopped waiting")]
    private partial void LogNobodyWaited(string method, string grain, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} grains did not end in time and are abandoned, among them {Some}")]
    private partial void LogNotEnded(int count, string some);
}
