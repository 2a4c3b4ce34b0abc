using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels;

/// <summary>A way to tell a subscriber. One folder a channel.</summary>
public interface IChannel
{
    /// <summary>Its name in <see cref="AlertEndpoint.Type"/>.</summary>
    string Type { get; }

    /// <summary>Whether it can change a message in place: then <see cref="Delivery.Previous"/> is looked up before each attempt.</summary>
    bool Updates => false;

    /// <summary>Checks what a subscriber wrote and makes the endpoint of it.</summary>
    /// <param name="field">The name of this channel in the input, for example <c>channels[0]</c>.</param>
    /// <exception cref="InvalidInputException">Names the wrong part.</exception>
    AlertEndpoint Endpoint(string subscriber, ChannelInput input, string field);

    /// <summary>Renders what every attempt will send.</summary>
    string Render(AlertMessage message);

    /// <summary>One attempt. Does not throw for what goes wrong with it, only when cancelled.</summary>
    Task<ChannelResult> SendAsync(AlertEndpoint endpoint, Delivery delivery, CancellationToken cancellationToken);
}
