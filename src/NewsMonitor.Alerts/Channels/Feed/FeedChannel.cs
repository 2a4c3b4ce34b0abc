using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Feed;

/// <summary>
/// For who comes and gets the alerts: the subscription's Atom or JSON feed, or its stream of events. Nothing is sent; an alert is delivered by being
/// there.
/// </summary>
public sealed class FeedChannel : IChannel
{
    public string Type => "feed";

    public AlertEndpoint Endpoint(string subscriber, ChannelInput input, string field)
    {
        input.TakesOnly(field);
        return new AlertEndpoint { Id = StableId.Create("end", subscriber, Type, ""), Subscriber = subscriber, Type = Type };
    }

    public string Render(AlertMessage message) => AlertPayload.Render(message);

    public Task<ChannelResult> SendAsync(AlertEndpoint endpoint, Delivery delivery, CancellationToken cancellationToken) =>
        Task.FromResult(new ChannelResult { Outcome = ChannelOutcome.Delivered });
}
