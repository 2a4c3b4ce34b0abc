using System.Security.Cryptography;
using System.Text;
using NewsMonitor.Server.Api.Problems;
using NewsMonitor.Server.Settings;

namespace NewsMonitor.Server.Api.Security;

/// <summary>
/// With a key set, the API and the events are for whoever shows it. Without one the server listens on loopback only, and answers only to
/// loopback's names: a web page that points its own name at 127.0.0.1 (DNS rebinding) gets nothing.
/// </summary>
internal sealed class ApiKeyMiddleware(RequestDelegate next, ServerOptions options)
{
    // Hashes have one length, so comparing them takes the same time whatever was sent.
    private readonly byte[]? _expected = options.ApiKey is null ? null : Hash(options.ApiKey.Trim());

    public Task InvokeAsync(HttpContext context)
    {
        if (_expected is null)
        {
            // Hubs and whoever gets mail call the public name, and what they call tells nothing to a page.
            return ListenAddresses.IsLoopback(context.Request.Host.Host)
                || context.Request.Path.StartsWithSegments("/websub", StringComparison.Ordinal)
                || context.Request.Path.StartsWithSegments("/unsubscribe", StringComparison.Ordinal)
                ? next(context)
                : Problem.Create(StatusCodes.Status421MisdirectedRequest, $"This server answers to loopback's names only, not to '{context.Request.Host.Host}'; it has no API key.").ExecuteAsync(context);
        }

        if (!IsGuarded(context.Request.Path) || (Shown(context.Request) is { } shown && CryptographicOperations.FixedTimeEquals(Hash(shown), _expected)))
            return next(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Create(StatusCodes.Status401Unauthorized, "Send the API key as 'Authorization: Bearer KEY' or 'X-Api-Key: KEY'.").ExecuteAsync(context);
    }

    private static bool IsGuarded(PathString path) => path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/events", StringComparison.OrdinalIgnoreCase);

    private static string? Shown(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return authorization[Scheme.Length..].Trim();
        return request.Headers.TryGetValue("X-Api-Key", out var key) ? key.ToString().Trim() : null;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
