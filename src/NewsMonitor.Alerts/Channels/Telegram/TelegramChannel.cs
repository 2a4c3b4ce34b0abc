using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NewsMonitor.Alerts.Channels.Chat;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Telegram;

/// <summary>
/// A Telegram bot (<c>token</c>) that writes to a <c>chat</c>: a person, group or channel. It changes the story's message in place
/// (<c>sendMessage</c>, <c>editMessageText</c>).
/// </summary>
public sealed partial class TelegramChannel(ChannelHttp http, AlertOptions options) : IChannel
{
    // Descriptions of errors, which have no codes of their own.
    private const string NotModified = "message is not modified";
    private const string ChatNotFound = "chat not found";
    private static readonly string[] NotToBeChanged = ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"];

    public string Type => "telegram";

    public bool Updates => true;

    public AlertEndpoint Endpoint(string subscriber, ChannelInput input, string field)
    {
        input.TakesOnly(field, "token", "chat", "followUps");
        var token = ChatEndpoint.Required(input.Token, $"{field}.token", "A Telegram channel needs the token of a bot.");
        if (!Token().IsMatch(token))
            throw new InvalidInputException($"{field}.token", "It is not a bot's token; those are a number, a colon, and letters and digits.");
        var chat = ChatEndpoint.Required(input.Chat, $"{field}.chat", "A Telegram channel needs a chat: its number, or @ and a channel's name.");
        if (!Chat().IsMatch(chat))
            throw new InvalidInputException($"{field}.chat", $"'{ChannelText.Line(chat, 100)}' is not a chat; expected a number, or @ and a channel's name.");
        return new AlertEndpoint
        {
            // The bot's number stays when its token is replaced.
            Id = StableId.Create("end", subscriber, Type, token[..token.IndexOf(':', StringComparison.Ordinal)], chat),
            Subscriber = subscriber,
            Type = Type,
            Settings = ChatEndpoint.Settings(
                (EndpointSettings.Token, token), (EndpointSettings.Chat, chat), (EndpointSettings.FollowUps, ChatEndpoint.FollowUps(input, field))),
        };
    }

    public string Render(AlertMessage message) => ChatRequest.Write(TelegramMessage.Render(ChatMessage.From(message, options.Chat)));

    public async Task<ChannelResult> SendAsync(AlertEndpoint endpoint, Delivery delivery, CancellationToken cancellationToken)
    {
        var chat = endpoint.Settings[EndpointSettings.Chat];
        if (ChatEndpoint.Previous(endpoint, delivery) is { } previous)
        {
            var updated = await CallAsync("editMessageText", endpoint, delivery, chat, previous, cancellationToken);
            if (!updated.NothingToChange)
                return updated.Result;
        }

        var sent = await CallAsync("sendMessage", endpoint, delivery, chat, null, cancellationToken);
        // A group that grew has another number; it is told in the answer, once and for each message.
        return sent.MovedTo is { } moved ? (await CallAsync("sendMessage", endpoint, delivery, moved, null, cancellationToken)).Result : sent.Result;
    }

    private async Task<Called> CallAsync(
        string method, AlertEndpoint endpoint, Delivery delivery, string chat, string? previous, CancellationToken cancellationToken)
    {
        JsonObject? answer = null;
        var result = await http.SendAsync(Request, AnswerAsync, cancellationToken);
        var description = ChatAnswer.Word(answer?["description"]) ?? "";
        var moved = ChatAnswer.Number((answer?["parameters"] as JsonObject)?["migrate_to_chat_id"])?.ToString(CultureInfo.InvariantCulture);
        return new Called(result, previous is not null && (moved is not null || Says(description, NotToBeChanged)), moved);

        HttpRequestMessage Request()
        {
            var body = ChatRequest.Read(delivery.Payload);
            body["chat_id"] = chat;
            if (previous is not null)
                body["message_id"] = long.Parse(previous, CultureInfo.InvariantCulture);
            return ChatRequest.Json(HttpMethod.Post, new Uri($"{options.Chat.TelegramApi}bot{endpoint.Settings[EndpointSettings.Token]}/{method}"), ChatRequest.Write(body));
        }

        async Task<ChannelResult> AnswerAsync(HttpResponseMessage response, CancellationToken stop)
        {
            var judged = http.Judge(response);
            answer = (await ChatAnswer.ReadAsync(response, stop)).Json;
            return Judge(judged, response.StatusCode, answer, previous);
        }
    }

    private static ChannelResult Judge(ChannelResult judged, HttpStatusCode status, JsonObject? answer, string? previous)
    {
        var description = ChatAnswer.Word(answer?["description"]) ?? "";
        if (judged.Outcome == ChannelOutcome.Delivered)
            return ChatEndpoint.Delivered((int)status, ChatAnswer.Number((answer?["result"] as JsonObject)?["message_id"])?.ToString(CultureInfo.InvariantCulture) ?? previous);
        if (previous is not null && Says(description, NotModified))
            return ChatEndpoint.Delivered((int)status, previous);
        // The token is wrong or revoked, the bot was blocked or thrown out, the chat is gone.
        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound || Says(description, ChatNotFound))
            return ChatEndpoint.Gone((int)status, $"Telegram refuses for good: {ChannelText.Line(description, 200)}");
        if (ChatAnswer.Seconds((answer?["parameters"] as JsonObject)?["retry_after"]) is { } wait)
            judged = judged with { RetryAfter = wait };
        return judged.Saying(description);
    }

    private static bool Says(string description, params string[] words) => words.Any(word => description.Contains(word, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("^[0-9]{1,20}:[A-Za-z0-9_-]{10,100}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();

    [GeneratedRegex("^(-?[0-9]{1,20}|@[A-Za-z][A-Za-z0-9_]{3,31})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Chat();

    private sealed record Called(ChannelResult Result, bool NothingToChange, string? MovedTo);
}
