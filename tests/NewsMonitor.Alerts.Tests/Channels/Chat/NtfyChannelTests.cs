using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Channels.Ntfy;
using NewsMonitor.Model;
using NewsMonitor.TestKit;
using static NewsMonitor.Alerts.Tests.Channels.Chat.ChatSamples;

namespace NewsMonitor.Alerts.Tests.Channels.Chat;

/// <summary>The ntfy channel against an ntfy server's side on loopback.</summary>
public sealed class NtfyChannelTests : IAsyncLifetime
{
    private readonly NtfyService _ntfy = new();
    private readonly ServiceProvider _services = Services();
    private readonly AlertOptions _options = new();

    private NtfyChannel Channel => new(Http(_services, _options, new FakeClock()), _options);

    public Task InitializeAsync() => _ntfy.StartAsync();

    public async Task DisposeAsync()
    {
        await _ntfy.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task A_topic_is_told_as_plain_text_with_the_story_to_click()
    {
        var result = await SendAsync(Message(Hostile));

        Assert.Equal((ChannelOutcome.Delivered, 200, "1001"), (result.Outcome, result.HttpStatus, result.Reference));
        var message = Assert.Single(_ntfy.Messages).Value;
        Assert.Equal($"New: {Hostile.Replace('\n', ' ')}", (string?)message["title"]);
        Assert.Contains($"example.org: {Hostile.Replace('\n', ' ')} 2\n", (string)message["message"]!, StringComparison.Ordinal);
        Assert.Equal("https://a.example/call?x=1&y=%282%29", (string?)message["click"]);
    }

    [Fact]
    public async Task The_story_s_notification_is_changed_in_place_however_often()
    {
        var first = await SendAsync(Message());
        var second = await SendAsync(Message(occasion: AlertOccasion.Developed), first.Reference);
        var third = await SendAsync(Message("Raimondo and Wang agree", AlertOccasion.Developed), second.Reference);

        Assert.Equal((first.Reference, first.Reference), (second.Reference, third.Reference));
        Assert.Equal("Developed: Raimondo and Wang agree", (string?)Assert.Single(_ntfy.Messages).Value["title"]);
    }

    [Fact]
    public async Task A_rate_limit_is_kept_to_and_told_in_the_server_s_words()
    {
        _ntfy.Instead = ChatService.Say(429, """{"code":42901,"http":429,"error":"limit reached: too many requests"}""", ("Retry-After", "10"));
        var result = await SendAsync(Message());
        Assert.Equal((ChannelOutcome.Failed, 10), (result.Outcome, result.RetryAfter?.TotalSeconds));
        Assert.Equal("The endpoint answered 429. It said: limit reached: too many requests", result.Error);
    }

    [Fact]
    public async Task A_server_that_refuses_the_token_is_a_failure()
    {
        var endpoint = Channel.Endpoint("desk", new ChannelInput("ntfy", _ntfy.Server.Root) { Topic = "news" }, "channels[0]");
        var result = await Channel.SendAsync(endpoint, Delivery(Channel.Render(Message())), default);
        Assert.Equal((ChannelOutcome.Failed, 403), (result.Outcome, result.HttpStatus));
    }

    [Fact]
    public void Without_a_url_it_is_the_server_of_the_options()
    {
        var endpoint = Channel.Endpoint("desk", new ChannelInput("ntfy") { Topic = "news" }, "channels[0]");
        Assert.Equal("https://ntfy.sh/", endpoint.Url);
        Assert.Equal(["topic"], endpoint.WithoutSecrets().Settings.Keys);
    }

    [Theory]
    [InlineData("a b", null, "channels[0].topic")]
    [InlineData("a/b", null, "channels[0].topic")]
    [InlineData(null, null, "channels[0].topic")]
    [InlineData("news", "a b", "channels[0].token")]
    public void What_is_wrong_is_refused_by_its_field(string? topic, string? token, string field) =>
        Assert.Equal(field, Assert.Throws<InvalidInputException>(() => Channel.Endpoint("desk", new ChannelInput("ntfy") { Topic = topic, Token = token }, "channels[0]")).Field);

    private Task<ChannelResult> SendAsync(AlertMessage message, string? previous = null) =>
        Channel.SendAsync(
            Channel.Endpoint("desk", new ChannelInput("ntfy", _ntfy.Server.Root) { Topic = "news", Token = NtfyService.Token }, "channels[0]"),
            Delivery(Channel.Render(message), previous),
            default);
}
