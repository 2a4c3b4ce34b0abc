using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Alerts.Channels.Push;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Problems;
using NewsMonitor.Server.Api.Security;

namespace NewsMonitor.Server.Api.Push;

/// <summary><c>/api/v1/push</c>: what a browser needs before it can be a channel.</summary>
internal static class PushApi
{
    public static void MapPush(this RouteGroupBuilder api) =>
        api.MapGet("/push", Get).WithTags("subscriptions").WithName("getPush")
            .WithSummary("The key that a browser subscribes with at its push service (applicationServerKey).").ProducesProblem(404).Opens(ApiScope.Read);

    private static Results<Ok<PushBody>, ProblemHttpResult> Get(PushChannel channel) => channel.PublicKey is { } key
        ? TypedResults.Ok(new PushBody(key))
        : Problem.Create(StatusCodes.Status404NotFound, "This server does not push: NewsMonitor:Alerts:Push:PrivateKey is not set.");
}

/// <summary>How this server pushes.</summary>
/// <param name="PublicKey">An uncompressed point of P-256, base64url.</param>
internal sealed record PushBody(string PublicKey);
