using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Channels.Slack;
using NewsMonitor.Model;
using NewsMonitor.TestKit;
using static NewsMonitor.Alerts.Tests.Channels.Chat.ChatSamples;

namespace NewsMonitor.Alerts.Tests.Channels.Chat;

/// <summary>The Slack channel against Slack's side on loopback.</summary>
public sealed class SlackChannelTests : IAsyncLifetime
{
    private readonly SlackService _slack = new();
    private readonly ServiceProvider _services = Services();
    private readonly AlertOptions _options = new();

    private SlackChannel Channel => new(Http(_services, _options, new FakeClock()), _options);

    private AlertEndpoint Hook => Channel.Endpoint("desk", new ChannelInput("slack", _slack.Server.Url(SlackService.Hook)), "channels[0]");

    public async Task InitializeAsync()
    {
        await _slack.StartAsync();
        _options.Chat.SlackApi = _slack.Server.Url("/api/");
    }

    public async Task DisposeAsync()
    {
        await _slack.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task A_webhook_is_told_with_links_and_without_marks_of_the_headline()
    {
        var result = await Channel.SendAsync(Hook, Delivery(Channel.Render(Message(Hostile))), default);

        Assert.Equal((ChannelOutcome.Delivered, 200, null), (result.Outcome, result.HttpStatus, result.Reference));
        var message = Assert.Single(_slack.Messages).Value;
        var lines = SlackService.Visible(message).Split('\n');
        Assert.Equal($"*New: {Hostile.Replace('\n', ' ')}*", lines[0]);
        Assert.Equal("2 independent sources, 2 articles, first seen 2024-10-08 09:00 UTC", lines[1]);
        Assert.Contains("<https://a.example/call?x=1&amp;y=%282%29|", (string)message["blocks"]![0]!["text"]!["text"]!, StringComparison.Ordinal);
        Assert.False((bool)message["unfurl_links"]!);
    }

    [Fact]
    public async Task A_bot_changes_the_story_s_message_in_place()
    {
        var first = await Channel.SendAsync(Bot(), Delivery(Channel.Render(Message())), default);
        var second = await Channel.SendAsync(Bot(), Delivery(Channel.Render(Message(occasion: AlertOccasion.Developed)), first.Reference), default);

        Assert.Equal((ChannelOutcome.Delivered, "1001.000100"), (first.Outcome, first.Reference));
        Assert.Equal((ChannelOutcome.Delivered, first.Reference), (second.Outcome, second.Reference));
        Assert.StartsWith("*Developed: ", SlackService.Visible(Assert.Single(_slack.Messages).Value), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_message_was_removed_is_told_anew()
    {
        var result = await Channel.SendAsync(Bot(), Delivery(Channel.Render(Message()), "9.9"), default);
        Assert.Equal((ChannelOutcome.Delivered, "1001.000100"), (result.Outcome, result.Reference));
    }

    [Fact]
    public async Task Who_asks_for_it_gets_follow_ups_as_messages_of_their_own()
    {
        var first = await Channel.SendAsync(Bot("post"), Delivery(Channel.Render(Message())), default);
        await Channel.SendAsync(Bot("post"), Delivery(Channel.Render(Message()), first.Reference), default);
        Assert.Equal(2, _slack.Messages.Count);
    }

    [Fact]
    public async Task A_rate_limit_is_kept_to()
    {
        _slack.Instead = ChatService.Say(429, """{"ok":false,"error":"ratelimited"}""", ("Retry-After", "30"));
        var result = await Channel.SendAsync(Bot(), Delivery(Channel.Render(Message())), default);
        Assert.Equal((ChannelOutcome.Failed, 429, 30), (result.Outcome, result.HttpStatus, result.RetryAfter?.TotalSeconds));
    }

    [Theory]
    [InlineData("token_revoked", ChannelOutcome.Gone)]
    [InlineData("is_archived", ChannelOutcome.Gone)]
    [InlineData("internal_error", ChannelOutcome.Failed)]
    public async Task What_the_api_refuses_under_status_200_is_no_success(string error, ChannelOutcome outcome)
    {
        _slack.Instead = ChatService.Say(200, $$"""{"ok":false,"error":"{{error}}"}""");
        var result = await Channel.SendAsync(Bot(), Delivery(Channel.Render(Message())), default);
        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "no_service", ChannelOutcome.Gone)]
    [InlineData(410, "channel_is_archived", ChannelOutcome.Gone)]
    [InlineData(403, "action_prohibited", ChannelOutcome.Failed)]
    [InlineData(500, "", ChannelOutcome.Failed)]
    public async Task A_webhook_that_was_removed_is_gone(int status, string words, ChannelOutcome outcome)
    {
        _slack.Instead = ChatService.Say(status, words);
        var result = await Channel.SendAsync(Hook, Delivery(Channel.Render(Message())), default);
        Assert.Equal((outcome, status), (result.Outcome, result.HttpStatus));
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_webhook_s_url_and_the_token_are_never_shown()
    {
        Assert.Equal((_slack.Server.Root, 0), (Hook.Url, Hook.WithoutSecrets().Settings.Count));
        Assert.Equal(["chat"], Bot().WithoutSecrets().Settings.Keys);
    }

    [Theory]
    [InlineData(null, null, null, "channels[0].token")]
    [InlineData(null, "xoxb", null, "channels[0].chat")]
    [InlineData(null, "xo xb", "C1", "channels[0].token")]
    [InlineData("https://hooks.example/x", "xoxb", null, "channels[0].token")]
    [InlineData("ftp://hooks.example/x", null, null, "channels[0].url")]
    public void What_is_wrong_is_refused_by_its_field(string? url, string? token, string? chat, string field) =>
        Assert.Equal(field, Assert.Throws<InvalidInputException>(() => Channel.Endpoint("desk", new ChannelInput("slack", url) { Token = token, Chat = chat }, "channels[0]")).Field);

    private AlertEndpoint Bot(string? followUps = null) =>
        Channel.Endpoint("desk", new ChannelInput("slack") { Token = SlackService.Token, Chat = "C1", FollowUps = followUps }, "channels[0]");
}
