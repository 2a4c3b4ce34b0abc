using System.Net;
using NewsMonitor.Model;

namespace NewsMonitor.Server.Api.Security;

/// <summary>Where the server is told to listen, in all the ways that ASP.NET Core can be told.</summary>
internal static class ListenAddresses
{
    /// <exception cref="InvalidInputException">An address is wrong, or reaches beyond loopback although there is no API key.</exception>
    public static void Check(IConfiguration configuration, string defaultUrls, bool hasKey)
    {
        foreach (var address in Read(configuration, defaultUrls))
        {
            string host;
            try
            {
                host = BindingAddress.Parse(address).Host;
            }
            catch (FormatException)
            {
                throw new InvalidInputException("--urls", $"'{address}' is not an address to listen on. Write http://127.0.0.1:8080, for example.");
            }

            if (!hasKey && !IsLoopback(host))
            {
                throw new InvalidInputException(
                    "--urls", $"'{address}' can be reached from other machines, and there is no API key. Set NewsMonitor:ApiKey, or listen on 127.0.0.1.");
            }
        }
    }

    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.StartsWith("unix:/", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static IEnumerable<string> Read(IConfiguration configuration, string defaultUrls)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToList();
        if (endpoints.Count > 0)
            return endpoints;
        var urls = configuration[WebHostDefaults.ServerUrlsKey];
        if (!string.IsNullOrWhiteSpace(urls))
            return Split(urls);
        var ports = Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}")
            .Concat(Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}")).ToList();
        return ports.Count > 0 ? ports : [defaultUrls];
    }

    private static string[] Split(string? list) => list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
