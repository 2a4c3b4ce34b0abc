using System.Text.RegularExpressions;
using NewsMonitor.Alerts.Channels.Chat;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Ntfy;

/// <summary>
/// A <c>topic</c> of an ntfy server (<c>url</c>; the option's when left out), with an access <c>token</c> where it needs one. A story's notification is
/// changed in place by its sequence id; servers that do not know those show another one.
/// </summary>
public sealed partial class NtfyChannel(ChannelHttp http, AlertOptions options) : IChannel
{
    public string Type => "ntfy";

    public bool Updates => true;

    public AlertEndpoint Endpoint(string subscriber, ChannelInput input, string field)
    {
        input.TakesOnly(field, "url", "topic", "token", "followUps");
        var server = ChannelUrl.Check(input.Url ?? options.Chat.NtfyServer, $"{field}.url", options);
        var topic = ChatEndpoint.Required(input.Topic, $"{field}.topic", "An ntfy channel needs a topic.");
        if (!Topic().IsMatch(topic))
            throw new InvalidInputException($"{field}.topic", $"'{ChannelText.Line(topic, 100)}' is not a topic; expected 1 to 64 letters, digits, _ and -.");
        if (input.Token is { } token && !Token().IsMatch(token))
            throw new InvalidInputException($"{field}.token", "It is not an access token; expected letters, digits and . _ ~ + / = -.");
        return new AlertEndpoint
        {
            Id = StableId.Create("end", subscriber, Type, server, topic),
            Subscriber = subscriber,
            Type = Type,
            Url = server,
            Settings = ChatEndpoint.Settings(
                (EndpointSettings.Topic, topic), (EndpointSettings.Token, input.Token), (EndpointSettings.FollowUps, ChatEndpoint.FollowUps(input, field))),
        };
    }

    public string Render(AlertMessage message) => ChatRequest.Write(NtfyMessage.Render(ChatMessage.From(message, options.Chat)));

    public Task<ChannelResult> SendAsync(AlertEndpoint endpoint, Delivery delivery, CancellationToken cancellationToken)
    {
        var previous = ChatEndpoint.Previous(endpoint, delivery);
        return http.SendAsync(Request, AnswerAsync, cancellationToken);

        HttpRequestMessage Request()
        {
            var body = ChatRequest.Read(delivery.Payload);
            body["topic"] = endpoint.Settings[EndpointSettings.Topic];
            if (previous is not null)
                body["sequence_id"] = previous;
            return ChatRequest.Json(HttpMethod.Post, new Uri(endpoint.Url!), ChatRequest.Write(body), endpoint.Settings.GetValueOrDefault(EndpointSettings.Token));
        }

        async Task<ChannelResult> AnswerAsync(HttpResponseMessage response, CancellationToken stop)
        {
            var judged = http.Judge(response);
            var answer = (await ChatAnswer.ReadAsync(response, stop)).Json;
            return judged.Outcome == ChannelOutcome.Delivered
                ? ChatEndpoint.Delivered((int)response.StatusCode, previous ?? ChatAnswer.Word(answer?["id"]))
                : judged.Saying(ChatAnswer.Word(answer?["error"]));
        }
    }

    // What ntfy takes as a topic.
    [GeneratedRegex("^[-_A-Za-z0-9]{1,64}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Topic();

    // What a Bearer header may carry (RFC 6750, section 2.1).
    [GeneratedRegex("^[-A-Za-z0-9._~+/]{1,200}=*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
