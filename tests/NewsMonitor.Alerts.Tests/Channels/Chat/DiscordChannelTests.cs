using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Channels.Discord;
using NewsMonitor.Model;
using NewsMonitor.TestKit;
using static NewsMonitor.Alerts.Tests.Channels.Chat.ChatSamples;

namespace NewsMonitor.Alerts.Tests.Channels.Chat;

/// <summary>The Discord channel against Discord's side on loopback.</summary>
public sealed class DiscordChannelTests : IAsyncLifetime
{
    private readonly DiscordService _discord = new();
    private readonly ServiceProvider _services = Services();
    private readonly AlertOptions _options = new();

    private DiscordChannel Channel => new(Http(_services, _options, new FakeClock()), _options);

    public Task InitializeAsync() => _discord.StartAsync();

    public async Task DisposeAsync()
    {
        await _discord.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task A_webhook_is_told_in_one_embed_that_mentions_nobody()
    {
        var result = await SendAsync(Message(Hostile));

        Assert.Equal((ChannelOutcome.Delivered, 200, "1001"), (result.Outcome, result.HttpStatus, result.Reference));
        var message = Assert.Single(_discord.Messages).Value;
        Assert.Equal($"New: {Hostile.Replace('\n', ' ')}", (string?)message["embeds"]![0]!["title"]);
        Assert.Contains($"example.org: {Hostile.Replace('\n', ' ')} 2\n", DiscordService.Visible(message), StringComparison.Ordinal);
        Assert.Equal("2024-10-08T09:00:00Z", (string?)message["embeds"]![0]!["timestamp"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?thread_id=7")]
    public async Task The_story_s_message_is_changed_in_place(string query)
    {
        var first = await SendAsync(Message(), query: query);
        var second = await SendAsync(Message(occasion: AlertOccasion.Developed), first.Reference, query);

        Assert.Equal((ChannelOutcome.Delivered, first.Reference), (second.Outcome, second.Reference));
        Assert.StartsWith("Developed: ", (string)Assert.Single(_discord.Messages).Value["embeds"]![0]!["title"]!, StringComparison.Ordinal);
        Assert.Equal(("PATCH", $"{DiscordService.Hook}/messages/1001{query}"), (_discord.Server.Requests.All[1].Method, _discord.Server.Requests.All[1].Path));
    }

    [Fact]
    public async Task Whose_message_was_removed_is_told_anew()
    {
        var result = await SendAsync(Message(), "99");
        Assert.Equal((ChannelOutcome.Delivered, "1001"), (result.Outcome, result.Reference));
    }

    [Fact]
    public async Task A_change_that_fails_is_tried_again_and_no_second_message_is_posted()
    {
        var first = await SendAsync(Message());
        _discord.Instead = ChatService.Say(500, "");
        Assert.Equal(ChannelOutcome.Failed, (await SendAsync(Message(), first.Reference)).Outcome);
        Assert.Single(_discord.Messages);
    }

    [Fact]
    public async Task A_message_that_was_taken_is_delivered_although_the_answer_breaks_off()
    {
        _discord.Instead = async context =>
        {
            context.Response.StatusCode = 200;
            context.Response.ContentLength = 100;
            await context.Response.Body.WriteAsync("{"u8.ToArray());
        };
        var result = await SendAsync(Message());
        Assert.Equal((ChannelOutcome.Delivered, 200, null), (result.Outcome, result.HttpStatus, result.Reference));
    }

    [Theory]
    [InlineData("""{"message":"You are being rate limited.","retry_after":2.41,"global":false}""", 3)]
    [InlineData("""{"message":"You are being rate limited."}""", 60)]
    [InlineData("<html>", 60)]
    public async Task A_rate_limit_is_kept_to(string body, int seconds)
    {
        _discord.Instead = ChatService.Say(429, body, ("Retry-After", "60"));
        var result = await SendAsync(Message());
        Assert.Equal((ChannelOutcome.Failed, seconds), (result.Outcome, result.RetryAfter?.TotalSeconds));
    }

    [Theory]
    [InlineData(404, """{"message":"Unknown Webhook","code":10015}""", ChannelOutcome.Gone)]
    [InlineData(401, """{"message":"Invalid Webhook Token","code":50027}""", ChannelOutcome.Gone)]
    [InlineData(404, "not found", ChannelOutcome.Failed)]
    [InlineData(400, """{"message":"Invalid Form Body","code":50035}""", ChannelOutcome.Failed)]
    public async Task A_webhook_that_was_removed_is_gone(int status, string body, ChannelOutcome outcome)
    {
        _discord.Instead = ChatService.Say(status, body);
        Assert.Equal(outcome, (await SendAsync(Message())).Outcome);
    }

    [Fact]
    public void The_webhook_s_url_is_never_shown_and_tells_endpoints_apart()
    {
        var endpoint = Endpoint();
        Assert.Equal((_discord.Server.Root, 0), (endpoint.Url, endpoint.WithoutSecrets().Settings.Count));
        Assert.NotEqual(endpoint.Id, Endpoint("?thread_id=7").Id);
        Assert.Equal(
            "channels[0].followUps",
            Assert.Throws<InvalidInputException>(() => Channel.Endpoint("desk", new ChannelInput("discord", "https://discord.example/x") { FollowUps = "thread" }, "channels[0]")).Field);
    }

    private AlertEndpoint Endpoint(string query = "") => Channel.Endpoint("desk", new ChannelInput("discord", _discord.Server.Url(DiscordService.Hook + query)), "channels[0]");

    private Task<ChannelResult> SendAsync(AlertMessage message, string? previous = null, string query = "") =>
        Channel.SendAsync(Endpoint(query), Delivery(Channel.Render(message), previous), default);
}
