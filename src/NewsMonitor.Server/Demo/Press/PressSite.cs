using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace NewsMonitor.Server.Demo.Press;

/// <summary>The web server of the demo's outside world, on loopback and a free port: the outlets' feeds and a subscriber's webhook.</summary>
public sealed class PressSite : IAsyncDisposable
{
    private readonly WebApplication _application;

    private PressSite(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<PressSite> StartAsync(NewsStand stand, WebhookInbox inbox, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        stand.Map(application);
        inbox.Map(application);
        await application.StartAsync(cancellationToken);
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new PressSite(application, new Uri(address));
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
