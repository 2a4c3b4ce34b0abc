using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Channels.Telegram;
using NewsMonitor.Model;
using NewsMonitor.TestKit;
using static NewsMonitor.Alerts.Tests.Channels.Chat.ChatSamples;

namespace NewsMonitor.Alerts.Tests.Channels.Chat;

/// <summary>The Telegram channel against the Bot API's side on loopback.</summary>
public sealed class TelegramChannelTests : IAsyncLifetime
{
    private readonly TelegramService _telegram = new();
    private readonly ServiceProvider _services = Services();
    private readonly AlertOptions _options = new();

    private TelegramChannel Channel => new(Http(_services, _options, new FakeClock()), _options);

    public async Task InitializeAsync()
    {
        await _telegram.StartAsync();
        _options.Chat.TelegramApi = _telegram.Server.Url("/");
    }

    public async Task DisposeAsync()
    {
        await _telegram.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task A_chat_is_told_with_the_headline_as_it_is()
    {
        var result = await SendAsync(Message(Hostile));

        Assert.Equal((ChannelOutcome.Delivered, 200, "1001"), (result.Outcome, result.HttpStatus, result.Reference));
        var text = (string)Assert.Single(_telegram.Messages).Value["text"]!;
        Assert.StartsWith($"New: {Hostile.Replace('\n', ' ')}\n2 independent sources", TelegramService.Visible(text), StringComparison.Ordinal);
        Assert.StartsWith("<b><a href=\"https://a.example/call?x=1&amp;y=%282%29\">New: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_story_s_message_is_changed_in_place()
    {
        var first = await SendAsync(Message());
        var second = await SendAsync(Message(occasion: AlertOccasion.Developed), first.Reference);

        Assert.Equal((ChannelOutcome.Delivered, first.Reference), (second.Outcome, second.Reference));
        Assert.Contains("Developed: ", (string)Assert.Single(_telegram.Messages).Value["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_was_made_before_and_is_repeated_is_a_success()
    {
        var first = await SendAsync(Message());
        var again = await SendAsync(Message(), first.Reference);
        Assert.Equal((ChannelOutcome.Delivered, first.Reference), (again.Outcome, again.Reference));
        Assert.Single(_telegram.Messages);
    }

    [Fact]
    public async Task Whose_message_was_removed_is_told_anew()
    {
        var result = await SendAsync(Message(), "99");
        Assert.Equal((ChannelOutcome.Delivered, "1001"), (result.Outcome, result.Reference));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("99")]
    public async Task A_group_that_has_another_number_now_is_told_there(string? previous)
    {
        _telegram.MovedTo = "-1009";
        var result = await SendAsync(Message(), previous);
        Assert.Equal((ChannelOutcome.Delivered, "1001"), (result.Outcome, result.Reference));
        Assert.Equal("-1009", (string?)Assert.Single(_telegram.Messages).Value["chat_id"]);
    }

    [Fact]
    public async Task A_rate_limit_is_kept_to()
    {
        _telegram.Instead = ChatService.Say(429, """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 17","parameters":{"retry_after":17}}""");
        var result = await SendAsync(Message());
        Assert.Equal((ChannelOutcome.Failed, 17), (result.Outcome, result.RetryAfter?.TotalSeconds));
    }

    [Theory]
    [InlineData(403, "Forbidden: bot was blocked by the user", ChannelOutcome.Gone)]
    [InlineData(401, "Unauthorized", ChannelOutcome.Gone)]
    [InlineData(400, "Bad Request: chat not found", ChannelOutcome.Gone)]
    [InlineData(500, "Internal Server Error", ChannelOutcome.Failed)]
    public async Task Who_blocked_the_bot_is_not_tried_again(int status, string description, ChannelOutcome outcome)
    {
        _telegram.Instead = ChatService.Say(status, $$"""{"ok":false,"error_code":{{status}},"description":"{{description}}"}""");
        var result = await SendAsync(Message());
        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(description, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(TelegramService.Token, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_token_of_the_same_bot_is_the_same_endpoint()
    {
        Assert.Equal(Endpoint().Id, Endpoint(token: "123456:BBBBBBBBBBBBBBBBBBBB").Id);
        Assert.NotEqual(Endpoint().Id, Endpoint(token: "123457:BBBBBBBBBBBBBBBBBBBB").Id);
        Assert.Equal(["chat"], Endpoint().WithoutSecrets().Settings.Keys);
    }

    [Theory]
    [InlineData(null, "-100", "channels[0].token")]
    [InlineData("123456", "-100", "channels[0].token")]
    [InlineData("123456:AAAAAAAAAAAA/../x", "-100", "channels[0].token")]
    [InlineData(TelegramService.Token, null, "channels[0].chat")]
    [InlineData(TelegramService.Token, "news desk", "channels[0].chat")]
    public void What_is_wrong_is_refused_by_its_field(string? token, string? chat, string field) =>
        Assert.Equal(field, Assert.Throws<InvalidInputException>(() => Channel.Endpoint("desk", new ChannelInput("telegram") { Token = token, Chat = chat }, "channels[0]")).Field);

    private AlertEndpoint Endpoint(string chat = "-100", string token = TelegramService.Token) =>
        Channel.Endpoint("desk", new ChannelInput("telegram") { Token = token, Chat = chat }, "channels[0]");

    private Task<ChannelResult> SendAsync(AlertMessage message, string? previous = null) =>
        Channel.SendAsync(Endpoint(), Delivery(Channel.Render(message), previous), default);
}
