using System.Globalization;
using NewsMonitor.Alerts.Channels.Chat;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Teams;

/// <summary>Microsoft Teams by the webhook of a workflow ("When a Teams webhook request is received"). Its messages cannot be changed.</summary>
public sealed class TeamsChannel(ChannelHttp http, AlertOptions options) : IChannel
{
    // Webhooks of the older connectors say this under status 200.
    private const string Refused = "Microsoft Teams endpoint returned HTTP error ";

    public string Type => "teams";

    public AlertEndpoint Endpoint(string subscriber, ChannelInput input, string field)
    {
        input.TakesOnly(field, "url");
        return ChatEndpoint.AtSecretUrl(subscriber, Type, input, field, options);
    }

    public string Render(AlertMessage message) => ChatRequest.Write(TeamsMessage.Render(ChatMessage.From(message, options.Chat)));

    public async Task<ChannelResult> SendAsync(AlertEndpoint endpoint, Delivery delivery, CancellationToken cancellationToken) =>
        endpoint.Settings.TryGetValue(EndpointSettings.Address, out var address)
            ? await http.SendAsync(() => ChatRequest.Json(HttpMethod.Post, new Uri(address), delivery.Payload), AnswerAsync, cancellationToken)
            : ChannelResult.Failed("The endpoint has no webhook URL.");

    private async Task<ChannelResult> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var judged = http.Judge(response);
        var words = (await ChatAnswer.ReadAsync(response, cancellationToken)).Text;
        if (judged.Outcome != ChannelOutcome.Delivered)
            return judged.Saying(words);
        if (words.IndexOf(Refused, StringComparison.Ordinal) is >= 0 and var at && Number(words.AsSpan(at + Refused.Length)) is { } status)
            return ChannelResult.Failed(string.Create(CultureInfo.InvariantCulture, $"Teams answered {status} to the webhook."), status);
        return judged;
    }

    private static int? Number(ReadOnlySpan<char> text) =>
        text.Length >= 3 && int.TryParse(text[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
