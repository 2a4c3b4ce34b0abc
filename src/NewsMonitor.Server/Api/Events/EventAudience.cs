using System.Text.Json;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Security;

namespace NewsMonitor.Server.Api.Events;

/// <summary>Who hears of an event: stories are everybody's, anything else is its subscriber's.</summary>
internal static class EventAudience
{
    public static bool Hears(this Caller caller, LoggedEvent happened)
    {
        if (caller.Subscriber is null || happened.Type.StartsWith("story.", StringComparison.Ordinal))
            return true;
        using var data = JsonDocument.Parse(happened.Data);
        return data.RootElement.TryGetProperty("subscriber", out var subscriber) && subscriber.ValueKind == JsonValueKind.String && caller.Sees(subscriber.GetString());
    }
}
