using System.CommandLine;
using NewsMonitor.Server.Demo;

namespace NewsMonitor.Server.Commands;

/// <summary><c>newsmonitor demo</c>: shows the whole path from feeds to alerts within a minute, with no network but loopback.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var pace = new Option<double>("--pace") { Description = "How many times as fast as in real time, 0.1 to 10.", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON to standard output, and everything else to standard error." };
        pace.Validators.Add(result =>
        {
            if (result.GetValue(pace) is not (>= 0.1 and <= 10))
                result.AddError($"--pace has to be between 0.1 and 10.");
        });
        var command = new Command("demo", "Publishes invented outlets' feeds on this machine, watches them, and shows stories and alerts as they come.")
        {
            pace,
            json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(pace), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(double pace, bool json, CancellationToken cancellationToken)
    {
        var words = json ? Console.Error : Console.Out;
        var terminal = json ? !Console.IsErrorRedirected : !Console.IsOutputRedirected;
        try
        {
            await new DemoRun(pace, words, terminal, json ? Console.Out : null, TimeProvider.System).RunAsync(cancellationToken);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped before the end.");
            return CommandLine.Failed;
        }
        catch (Exception e) when (e is TimeoutException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return CommandLine.Failed;
        }
    }
}
