using Microsoft.Extensions.Logging;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Log;

/// <summary>Tells by a line in the program's log, for trying out and for who collects logs.</summary>
public sealed partial class LogChannel(ILogger<LogChannel> logger) : IChannel
{
    public string Type => "log";

    public AlertEndpoint Endpoint(string subscriber, ChannelInput input, string field)
    {
        input.TakesOnly(field);
        return new AlertEndpoint { Id = StableId.Create("end", subscriber, Type, ""), Subscriber = subscriber, Type = Type };
    }

    public string Render(AlertMessage message) => AlertPayload.Render(message);

    public Task<ChannelResult> SendAsync(AlertEndpoint endpoint, Delivery delivery, CancellationToken cancellationToken)
    {
        LogAlert(logger, endpoint.Subscriber, delivery.Id, delivery.Payload);
        return Task.FromResult(new ChannelResult { Outcome = ChannelOutcome.Delivered });
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Alert for {Subscriber}, delivery {Delivery}: {Payload}")]
    private static partial void LogAlert(ILogger logger, string subscriber, string delivery, string payload);
}
