using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Channels.Webhook;
using NewsMonitor.Model;
using NewsMonitor.TestKit;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Channels.Chat;

/// <summary>What the tests of chat channels share.</summary>
internal static class ChatSamples
{
    /// <summary>A headline with the marks of every notation, and with what calls people in them.</summary>
    public const string Hostile = "<!channel> *stars* _lines_ `code` [text](http://x.example) <b>bold</b> & @everyone <@1> \"quoted\" \\ | ~no~\n# not a title";

    public static AlertMessage Message(string headline = "Raimondo and Wang hold phone call", AlertOccasion occasion = AlertOccasion.New, int articles = 2, params string[] why) =>
        new(
            Alert(occasion, 2, Start) with { Story = Story(2, headline: headline) with { Url = "https://a.example/call?x=1&y=(2)" }, Why = why.Length > 0 ? why : ["The call: raimondo in the title"] },
            [Subscription("The call")],
            [.. Enumerable.Range(1, articles).Select(i => Article($"art_{i}", $"{headline} {i}"))]);

    public static Delivery Delivery(string payload, string? previous = null) => new()
    {
        Id = "msg_1",
        AlertId = "alert_1",
        EndpointId = "end_1",
        State = DeliveryState.Pending,
        Payload = payload,
        Created = Start,
        Previous = previous,
    };

    public static ChannelHttp Http(ServiceProvider services, AlertOptions options, FakeClock clock) =>
        new(services.GetRequiredService<IHttpClientFactory>(), options, clock);

    public static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddHttpClient(WebhookChannel.ClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        return services.BuildServiceProvider();
    }
}
