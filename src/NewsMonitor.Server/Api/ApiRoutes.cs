using NewsMonitor.Server.Api.Alerts;
using NewsMonitor.Server.Api.Articles;
using NewsMonitor.Server.Api.Deliveries;
using NewsMonitor.Server.Api.Events;
using NewsMonitor.Server.Api.Feeds;
using NewsMonitor.Server.Api.Idempotency;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Server.Api.Keys;
using NewsMonitor.Server.Api.OpenApi;
using NewsMonitor.Server.Api.Problems;
using NewsMonitor.Server.Api.Push;
using NewsMonitor.Server.Api.Security;
using NewsMonitor.Server.Api.Stories;
using NewsMonitor.Server.Api.Subscriptions;
using NewsMonitor.Server.Api.Unsubscribe;
using NewsMonitor.Server.Api.WebSub;
using NewsMonitor.Server.Api.Wishes;
using NewsMonitor.Server.Health;
using NewsMonitor.Server.Metrics;

namespace NewsMonitor.Server.Api;

/// <summary>All that is answered over HTTP.</summary>
internal static class ApiRoutes
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        // A request that cannot be bound throws, so that its problem says which part is wrong.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddApiDescription();
        services.AddSingleton<Keyring>().AddSingleton<RateLimits>();
        services.AddSingleton<EventListeners>().AddSingleton<EventStream>().AddSingleton<AlertStream>();
        services.AddSingleton<EventTail>().AddHostedService(provider => provider.GetRequiredService<EventTail>());
        services.AddSingleton<MeterCollector>().AddSingleton<PipelineGauges>();
        return services;
    }

    public static void MapApi(this WebApplication app)
    {
        // Measures from the start on, not from the first scrape.
        _ = app.Services.GetRequiredService<MeterCollector>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<ApiKeyMiddleware>();
        app.UseMiddleware<LongRequestMiddleware>();
        app.UseMiddleware<IdempotencyMiddleware>();

        var api = app.MapGroup("/api/v1").RefuseUnknownParameters();
        api.ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapFeeds();
        api.MapFeedHub();
        api.MapArticles();
        api.MapStories();
        api.MapSubscriptions();
        api.MapSubscriptionFeeds();
        api.MapAlerts();
        api.MapPush();
        api.MapDeliveries();
        api.MapAlertStreams();
        api.MapWishes();
        api.MapEvents();
        api.MapKeys();
        app.MapEventsAtRoot();
        app.MapHealth();
        app.MapMetrics();
        app.MapWebSub();
        app.MapUnsubscribe();
        app.MapOpenApi(ApiDescription.Path);
        app.MapGet("/", () => TypedResults.Ok(IndexBody.Instance)).ExcludeFromDescription();
    }
}

/// <summary>What is where.</summary>
internal sealed record IndexBody(string Name, string Api, string Description, string Events, string Live, string Ready, string Metrics)
{
    public static readonly IndexBody Instance = new("NewsMonitor", "/api/v1", ApiDescription.Url, "/events", "/health/live", "/health/ready", "/metrics");
}
