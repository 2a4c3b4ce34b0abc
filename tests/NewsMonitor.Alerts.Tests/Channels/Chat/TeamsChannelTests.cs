using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Channels.Teams;
using NewsMonitor.TestKit;
using static NewsMonitor.Alerts.Tests.Channels.Chat.ChatSamples;

namespace NewsMonitor.Alerts.Tests.Channels.Chat;

/// <summary>The Teams channel against a workflow's webhook on loopback.</summary>
public sealed class TeamsChannelTests : IAsyncLifetime
{
    private readonly TeamsService _teams = new();
    private readonly ServiceProvider _services = Services();
    private readonly AlertOptions _options = new();

    private TeamsChannel Channel => new(Http(_services, _options, new FakeClock()), _options);

    public Task InitializeAsync() => _teams.StartAsync();

    public async Task DisposeAsync()
    {
        await _teams.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task A_workflow_is_told_by_a_card_of_plain_text_runs()
    {
        var result = await SendAsync(Message(Hostile));

        Assert.Equal((ChannelOutcome.Delivered, 202, null), (result.Outcome, result.HttpStatus, result.Reference));
        var message = Assert.Single(_teams.Messages).Value;
        Assert.StartsWith($"New: {Hostile.Replace('\n', ' ')}\n2 independent sources", TeamsService.Visible(message), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "", 20)]
    [InlineData(503, "busy", 20)]
    public async Task A_refusal_is_a_failure_that_waits_as_asked(int status, string body, int seconds)
    {
        _teams.Instead = ChatService.Say(status, body, ("Retry-After", "20"));
        var result = await SendAsync(Message());
        Assert.Equal((ChannelOutcome.Failed, status, seconds), (result.Outcome, result.HttpStatus, result.RetryAfter?.TotalSeconds));
    }

    [Fact]
    public async Task A_failure_that_is_told_under_status_200_is_one()
    {
        _teams.Instead = ChatService.Say(200, "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId x.");
        var result = await SendAsync(Message());
        Assert.Equal((ChannelOutcome.Failed, 429), (result.Outcome, result.HttpStatus));
    }

    [Fact]
    public void The_webhook_s_url_is_never_shown()
    {
        var endpoint = Channel.Endpoint("desk", new ChannelInput("teams", "https://flow.example/x?sig=secret"), "channels[0]");
        Assert.Equal(("https://flow.example", 0), (endpoint.Url, endpoint.WithoutSecrets().Settings.Count));
    }

    private Task<ChannelResult> SendAsync(AlertMessage message) =>
        Channel.SendAsync(
            Channel.Endpoint("desk", new ChannelInput("teams", _teams.Server.Url(TeamsService.Hook + "?sig=secret")), "channels[0]"), Delivery(Channel.Render(message)), default);
}
