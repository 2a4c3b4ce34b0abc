using NewsMonitor.Alerts.Channels.Chat;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Slack;

/// <summary>
/// Slack, in one of two ways: an incoming webhook (<c>url</c>), whose messages cannot be changed, or a bot (<c>token</c> and the channel's id in
/// <c>chat</c>), which changes the story's message in place (<c>chat.postMessage</c>, <c>chat.update</c>).
/// </summary>
public sealed class SlackChannel(ChannelHttp http, AlertOptions options) : IChannel
{
    // The bot or the channel will not come back by itself (Slack, errors of chat.postMessage).
    private static readonly string[] GoneErrors = ["account_inactive", "token_revoked", "invalid_auth", "not_authed", "channel_not_found", "is_archived", "team_access_not_granted"];

    // Errors of incoming webhooks that were removed or switched off.
    private static readonly string[] GoneHooks = ["no_service", "no_active_hooks", "no_team", "team_disabled", "invalid_token", "channel_is_archived"];

    // The message to change is not there or not to be changed any more: it is told anew.
    private static readonly string[] NotToBeChanged = ["message_not_found", "cant_update_message", "edit_window_closed"];

    public string Type => "slack";

    public bool Updates => true;

    public AlertEndpoint Endpoint(string subscriber, ChannelInput input, string field)
    {
        if (input.Url is not null)
        {
            input.TakesOnly(field, "url");
            return ChatEndpoint.AtSecretUrl(subscriber, Type, input, field, options);
        }

        input.TakesOnly(field, "token", "chat", "followUps");
        var token = ChatEndpoint.Required(input.Token, $"{field}.token", "A Slack channel needs the url of an incoming webhook, or the token of a bot and a chat.");
        var chat = ChatEndpoint.Required(input.Chat, $"{field}.chat", "A Slack bot needs the id of the channel to write to, such as C024BE91L.");
        return new AlertEndpoint
        {
            Id = StableId.Create("end", subscriber, Type, "bot", chat),
            Subscriber = subscriber,
            Type = Type,
            Settings = ChatEndpoint.Settings(
                (EndpointSettings.Token, token), (EndpointSettings.Chat, chat), (EndpointSettings.FollowUps, ChatEndpoint.FollowUps(input, field))),
        };
    }

    public string Render(AlertMessage message) => ChatRequest.Write(SlackMessage.Render(ChatMessage.From(message, options.Chat)));

    public async Task<ChannelResult> SendAsync(AlertEndpoint endpoint, Delivery delivery, CancellationToken cancellationToken)
    {
        if (endpoint.Settings.TryGetValue(EndpointSettings.Address, out var address))
            return await http.SendAsync(() => ChatRequest.Json(HttpMethod.Post, new Uri(address), delivery.Payload), HookAsync, cancellationToken);
        if (ChatEndpoint.Previous(endpoint, delivery) is { } previous && await CallAsync("chat.update", endpoint, delivery, previous, cancellationToken) is { } updated)
            return updated;
        return (await CallAsync("chat.postMessage", endpoint, delivery, null, cancellationToken))!;
    }

    private async Task<ChannelResult> HookAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var judged = http.Judge(response);
        if (judged.Outcome == ChannelOutcome.Delivered)
            return judged;
        var words = (await ChatAnswer.ReadAsync(response, cancellationToken)).Text.Trim();
        return GoneHooks.Contains(words, StringComparer.Ordinal)
            ? ChatEndpoint.Gone((int)response.StatusCode, $"Slack does not know the webhook any more: {words}.")
            : judged.Saying(words);
    }

    /// <returns>Null when there is no message to change.</returns>
    private async Task<ChannelResult?> CallAsync(string method, AlertEndpoint endpoint, Delivery delivery, string? ts, CancellationToken cancellationToken)
    {
        var nothingToChange = false;
        var result = await http.SendAsync(Request, AnswerAsync, cancellationToken);
        return nothingToChange ? null : result;

        HttpRequestMessage Request()
        {
            var body = ChatRequest.Read(delivery.Payload);
            body["channel"] = endpoint.Settings[EndpointSettings.Chat];
            if (ts is not null)
                body["ts"] = ts;
            return ChatRequest.Json(HttpMethod.Post, new Uri(new Uri(options.Chat.SlackApi), method), ChatRequest.Write(body), endpoint.Settings[EndpointSettings.Token]);
        }

        async Task<ChannelResult> AnswerAsync(HttpResponseMessage response, CancellationToken stop)
        {
            var judged = http.Judge(response);
            var status = (int)response.StatusCode;
            var answer = (await ChatAnswer.ReadAsync(response, stop)).Json;
            if (judged.Outcome != ChannelOutcome.Delivered)
                return judged.Saying(ChatAnswer.Word(answer?["error"]));
            // Slack says what went wrong under status 200.
            if (answer?["ok"]?.GetValue<bool>() == true)
                return ChatEndpoint.Delivered(status, ChatAnswer.Word(answer["ts"]) ?? ts);
            var error = ChatAnswer.Word(answer?["error"]) ?? "no answer that can be read";
            nothingToChange = ts is not null && NotToBeChanged.Contains(error, StringComparer.Ordinal);
            return GoneErrors.Contains(error, StringComparer.Ordinal)
                ? ChatEndpoint.Gone(status, $"Slack refuses for good: {error}.")
                : ChannelResult.Failed($"Slack refused: {ChannelText.Line(error, 200)}.", status);
        }
    }
}
