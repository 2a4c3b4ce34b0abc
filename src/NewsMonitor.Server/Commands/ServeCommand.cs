using System.CommandLine;
using NewsMonitor.Model;
using NewsMonitor.Server.Wiring;

namespace NewsMonitor.Server.Commands;

/// <summary><c>newsmonitor serve</c>: watches, clusters, alerts, and answers HTTP until it is told to stop.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = "Where to listen, separated by semicolons. Port 0 takes a free one. [default: http://127.0.0.1:8080]",
    };

    public static Command Create()
    {
        var command = new Command("serve", "Watches feeds and answers HTTP until it is told to stop (the default). Settings follow as --NewsMonitor:Section:Name=value.");
        Describe(command);
        return command;
    }

    /// <summary>Makes a command serve: the root does so too, when no other command is named.</summary>
    public static void Describe(Command command)
    {
        command.Options.Add(Urls);
        // Settings are written --Section:Name=value or --Section:Name value, as everywhere in ASP.NET Core.
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellationToken) =>
        {
            string[] settings = [.. Settings(parsed.UnmatchedTokens), .. parsed.GetValue(Urls) is { } urls ? [$"--urls={urls}"] : Array.Empty<string>()];
            return NewsMonitorServer.RunAsync(settings, cancellationToken);
        });
    }

    private static IEnumerable<string> Settings(IReadOnlyList<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (!token.StartsWith("--", StringComparison.Ordinal) || !token.Contains(':', StringComparison.Ordinal))
                throw new InvalidInputException($"'{token}' is neither a command nor an option. Settings are written --Section:Name=value.");
            if (token.Contains('=', StringComparison.Ordinal))
                yield return token;
            else if (i + 1 < tokens.Count)
                yield return $"{token}={tokens[++i]}";
            else
                throw new InvalidInputException($"The setting '{token}' has no value.");
        }
    }
}
