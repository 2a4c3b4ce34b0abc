using NewsMonitor.Alerts.Channels;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.World;

/// <summary>A channel that answers as the test says and remembers what it was given.</summary>
internal sealed class ScriptedChannel : IChannel
{
    private readonly Lock _lock = new();
    private readonly List<Delivery> _sent = [];

    public string Type => "test";

    public bool Updates { get; set; }

    /// <summary>How an attempt ends; by default it is delivered.</summary>
    public Func<AlertEndpoint, Delivery, CancellationToken, Task<ChannelResult>> Answer { get; set; } = (_, _, _) => Task.FromResult(Delivered);

    public static ChannelResult Delivered { get; } = new() { Outcome = ChannelOutcome.Delivered, HttpStatus = 200 };

    /// <summary>Every attempt, as it came.</summary>
    public IReadOnlyList<Delivery> Sent
    {
        get
        {
            lock (_lock)
                return [.. _sent];
        }
    }

    public AlertEndpoint Endpoint(string subscriber, ChannelInput input, string field) =>
        new() { Id = StableId.Create("end", subscriber, Type, input.Url ?? ""), Subscriber = subscriber, Type = Type, Url = input.Url };

    public string Render(AlertMessage message) => AlertPayload.Render(message);

    public Task<ChannelResult> SendAsync(AlertEndpoint endpoint, Delivery delivery, CancellationToken cancellationToken)
    {
        lock (_lock)
            _sent.Add(delivery);
        return Answer(endpoint, delivery, cancellationToken);
    }
}
