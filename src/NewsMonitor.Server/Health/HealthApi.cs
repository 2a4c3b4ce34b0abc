using NewsMonitor.Server.Api.Problems;

namespace NewsMonitor.Server.Health;

/// <summary><c>/health/live</c> (restart me when this fails) and <c>/health/ready</c> (send me work while this holds).</summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder root)
    {
        root.MapGet("/health/live", () => TypedResults.Ok(new LiveBody("live"))).ExcludeFromDescription();
        root.MapGet("/health/ready", IResult (Readiness readiness) =>
        {
            var checks = readiness.Check();
            var wrong = checks.Where(check => !check.Ok).ToList();
            return wrong.Count == 0
                ? TypedResults.Ok(new ReadyBody("ready", checks))
                : Problem.Create(
                    StatusCodes.Status503ServiceUnavailable, string.Join(" ", wrong.Select(check => $"{check.Name}: {check.Detail}")), ("checks", checks));
        }).ExcludeFromDescription();
    }
}

internal sealed record LiveBody(string Status);

internal sealed record ReadyBody(string Status, IReadOnlyList<HealthCheck> Checks);
