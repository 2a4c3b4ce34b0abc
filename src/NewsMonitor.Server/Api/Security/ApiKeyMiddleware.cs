using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Problems;

namespace NewsMonitor.Server.Api.Security;

/// <summary>
/// The API and the events are for whoever shows a key, as far as it opens: its scope, its subscriber's things, so many requests a minute.
/// Without any key the server listens on loopback only, and answers only to loopback's names: a web page that points its own name at
/// 127.0.0.1 (DNS rebinding) gets nothing, and one that has the browser post to 127.0.0.1 changes nothing.
/// </summary>
internal sealed class ApiKeyMiddleware(RequestDelegate next, Keyring keys, RateLimits limits, IOwnerStore owners)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (await RefuseAsync(context) is { } problem)
            await problem.ExecuteAsync(context);
        else
            await next(context);
    }

    private async Task<ProblemHttpResult?> RefuseAsync(HttpContext context)
    {
        var request = context.Request;
        if (!keys.HasConfigured && !ListenAddresses.IsLoopback(request.Host.Host) && !IsPublic(request.Path))
            return Problem.Create(StatusCodes.Status421MisdirectedRequest, $"This server answers to loopback's names only, not to '{request.Host.Host}'; it has no API key.");
        if (!IsGuarded(request.Path))
            return null;
        if (!keys.HasConfigured && OtherSites.Sent(request))
            return Problem.Create(StatusCodes.Status403Forbidden, "A web page of another origin sent this. This server has no API key, so only its own pages and programs may change anything.");
        if (await keys.FindAsync(Shown(request), context.RequestAborted) is not { } caller)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Problem.Create(StatusCodes.Status401Unauthorized, "Send the API key as 'Authorization: Bearer KEY' or 'X-Api-Key: KEY'.");
        }

        caller.Enter(context);
        if (limits.Take(caller) is { } wait)
        {
            context.Response.Headers.RetryAfter = wait.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return Problem.Create(StatusCodes.Status429TooManyRequests, "There were more requests than may come in this time (NewsMonitor:Access:RequestsPerMinute).");
        }

        return await RefuseAsync(context, caller);
    }

    private async Task<ProblemHttpResult?> RefuseAsync(HttpContext context, Caller caller)
    {
        if (context.GetEndpoint() is not { } endpoint)
            return null;
        var needed = endpoint.Metadata.GetMetadata<RequiredScope>()?.Scope ?? ApiScope.Admin;
        if (caller.Scope < needed)
            return Problem.Create(StatusCodes.Status403Forbidden, $"This needs a key of scope '{Word(needed)}'; this one's is '{Word(caller.Scope)}'.");
        // What is another's is answered like what is not there: ids tell nothing.
        return caller.Subscriber is { } subscriber
            && endpoint.Metadata.GetMetadata<OwnedThing>() is { } thing
            && context.GetRouteValue(OwnedThing.RouteValue) is string id
            && await owners.OwnerAsync(thing.Kind, id, context.RequestAborted) != subscriber
                ? Problem.NotFound(thing.Name, id)
                : null;
    }

    // Hubs and whoever gets mail call the public name, and what they call tells nothing to a page.
    private static bool IsPublic(PathString path) => path.StartsWithSegments("/websub", StringComparison.Ordinal) || path.StartsWithSegments("/unsubscribe", StringComparison.Ordinal);

    private static bool IsGuarded(PathString path) => path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/events", StringComparison.OrdinalIgnoreCase);

    private static string Word(ApiScope scope) => scope.ToString().ToLowerInvariant();

    private static string? Shown(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        const string Basic = "Basic ";
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return authorization[Bearer.Length..].Trim();
        // Feed readers know nothing else (RFC 7617). A browser adds it by itself, to what other sites have it send too: so only for reading.
        if (HttpMethods.IsGet(request.Method) && authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return Password(authorization[Basic.Length..].Trim());
        return request.Headers.TryGetValue("X-Api-Key", out var key) ? key.ToString().Trim() : null;
    }

    private static string? Password(string credentials)
    {
        var bytes = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials, bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? text[(colon + 1)..] : null;
    }
}
