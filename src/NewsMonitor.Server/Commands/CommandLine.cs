using System.CommandLine;
using NewsMonitor.Model;

namespace NewsMonitor.Server.Commands;

/// <summary>Runs a command and turns how it ended into an exit code: 0, 1 (failed) or 2 (wrong use), with the reason on standard error.</summary>
internal static class CommandLine
{
    public const int Failed = 1;
    public const int WrongUse = 2;

    // Longer than any orderly stop: the server bounds its own (ServerOptions.StopTimeout).
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync($"'{Words(parsed.CommandResult.Command)} --help' shows what can be written.");
            return WrongUse;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TerminationTimeout,
            });
        }
        catch (InvalidInputException e)
        {
            await Console.Error.WriteLineAsync(e.Field is null ? e.Message : $"{e.Field}: {e.Message}");
            return WrongUse;
        }
        catch (OperationCanceledException)
        {
            return Failed;
        }
        catch (Exception e) when (e is StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Failed;
        }
        catch (Exception e)
        {
            // Not foreseen: the whole trace, for whoever mends it.
            await Console.Error.WriteLineAsync(e.ToString());
            return Failed;
        }
    }

    /// <summary>A command with those it belongs to, as it is typed.</summary>
    private static string Words(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Words(parent)} {command.Name}" : command.Name;
}
