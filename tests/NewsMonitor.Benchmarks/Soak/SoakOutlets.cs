using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NewsMonitor.Benchmarks.Soak;

/// <summary>The soak's outlets: one server at as many loopback addresses as there are hosts.</summary>
internal sealed class SoakOutlets : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SoakOutlets(WebApplication app) => _app = app;

    public IReadOnlyList<SoakFeed> Feeds { get; private set; } = [];

    public static async Task<SoakOutlets> StartAsync(SoakPlan plan, SoakRules rules, TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            for (var host = 0; host < plan.Hosts; host++)
                kestrel.Listen(IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"127.0.1.{host + 1}")), 0);
            kestrel.AddServerHeader = false;
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        var app = builder.Build();
        var outlets = new SoakOutlets(app);
        app.Run(outlets.AnswerAsync);
        await app.StartAsync();
        var roots = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        SoakHost[] hosts = [.. roots.Select(root => new SoakHost(new Uri(root).Host, plan.Options, rules, clock))];
        SoakFeed[] feeds = [.. Enumerable.Range(0, plan.Feeds).Select(n => new SoakFeed(n, hosts[plan.Host(n)], roots[plan.Host(n)], plan, rules, clock))];
        foreach (var feed in feeds)
            feed.Elsewhere = roots[(plan.Host(feed.Number) + 1) % roots.Length];
        outlets.Feeds = feeds;
        return outlets;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var parts = context.Request.Path.Value!.Split('/');
        var feed = Feeds[int.Parse(parts[2], CultureInfo.InvariantCulture)];
        switch (parts[1])
        {
            case "hop":
                feed.Hop(context, int.Parse(parts[3], CultureInfo.InvariantCulture));
                return Task.CompletedTask;
            case "loop":
                feed.LoopBack(context);
                return Task.CompletedTask;
            case "elsewhere":
                return feed.AnswerElsewhereAsync(context);
            case var path:
                return feed.AnswerAsync(context, moved: path == "moved");
        }
    }
}
