using System.Net;
using NewsMonitor.Alerts.Channels.Chat;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Discord;

/// <summary>A Discord webhook. It changes the story's message in place (Discord, "Execute Webhook" with <c>wait</c>, "Edit Webhook Message").</summary>
public sealed class DiscordChannel(ChannelHttp http, AlertOptions options) : IChannel
{
    // Discord's error codes.
    private const long UnknownMessage = 10008;
    private const long UnknownWebhook = 10015;
    private const long InvalidWebhookToken = 50027;

    public string Type => "discord";

    public bool Updates => true;

    public AlertEndpoint Endpoint(string subscriber, ChannelInput input, string field)
    {
        input.TakesOnly(field, "url", "followUps");
        return ChatEndpoint.AtSecretUrl(subscriber, Type, input, field, options);
    }

    public string Render(AlertMessage message) => ChatRequest.Write(DiscordMessage.Render(ChatMessage.From(message, options.Chat)));

    public async Task<ChannelResult> SendAsync(AlertEndpoint endpoint, Delivery delivery, CancellationToken cancellationToken)
    {
        if (!endpoint.Settings.TryGetValue(EndpointSettings.Address, out var address))
            return ChannelResult.Failed("The endpoint has no webhook URL.");
        if (ChatEndpoint.Previous(endpoint, delivery) is { } previous && await CallAsync(address, delivery, previous, cancellationToken) is { } updated)
            return updated;
        return (await CallAsync(address, delivery, null, cancellationToken))!;
    }

    /// <returns>Null when there is no message to change.</returns>
    private async Task<ChannelResult?> CallAsync(string address, Delivery delivery, string? previous, CancellationToken cancellationToken)
    {
        var nothingToChange = false;
        var result = await http.SendAsync(
            () => previous is null
                ? ChatRequest.Json(HttpMethod.Post, Waiting(address), delivery.Payload)
                : ChatRequest.Json(HttpMethod.Patch, Message(address, previous), delivery.Payload),
            AnswerAsync,
            cancellationToken);
        return nothingToChange ? null : result;

        async Task<ChannelResult> AnswerAsync(HttpResponseMessage response, CancellationToken stop)
        {
            var judged = http.Judge(response);
            var status = (int)response.StatusCode;
            var answer = (await ChatAnswer.ReadAsync(response, stop)).Json;
            if (judged.Outcome == ChannelOutcome.Delivered)
                return ChatEndpoint.Delivered(status, ChatAnswer.Word(answer?["id"]) ?? previous);
            var code = ChatAnswer.Number(answer?["code"]);
            nothingToChange = previous is not null && code == UnknownMessage;
            if (code is UnknownWebhook or InvalidWebhookToken)
                return ChatEndpoint.Gone(status, "Discord does not know the webhook any more.");
            if (response.StatusCode == HttpStatusCode.TooManyRequests && ChatAnswer.Seconds(answer?["retry_after"]) is { } wait)
                judged = judged with { RetryAfter = wait };
            return judged.Saying(ChatAnswer.Word(answer?["message"]));
        }
    }

    // A URL may name a thread in its query.
    private static Uri Waiting(string address) => new(address + (address.Contains('?', StringComparison.Ordinal) ? "&wait=true" : "?wait=true"));

    private static Uri Message(string address, string message)
    {
        var url = new UriBuilder(address);
        url.Path = $"{url.Path.TrimEnd('/')}/messages/{Uri.EscapeDataString(message)}";
        return url.Uri;
    }
}
