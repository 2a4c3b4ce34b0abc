using NewsMonitor.Feeds;
using NewsMonitor.Feeds.WebSub;

namespace NewsMonitor.Server.Api.WebSub;

/// <summary><c>/websub/...</c>: where hubs verify subscriptions and push news. Not there while WebSub is off. Outside <c>/api</c>: hubs have no key.</summary>
internal static class WebSubApi
{
    public static void MapWebSub(this IEndpointRouteBuilder root)
    {
        var options = root.ServiceProvider.GetRequiredService<FeedOptions>().WebSub;
        if (options.PublicUrl is null)
            return;
        root.MapMethods(
                WebSubRules.CallbackPath + "{id}",
                [HttpMethods.Get, HttpMethods.Post],
                (HttpContext context, string id, WebSubCallback callback) => WebSubEndpoint.AnswerAsync(context, id, callback, options))
            .ExcludeFromDescription();
    }
}
