using System.Collections.Frozen;

namespace NewsMonitor.Alerts.Channels;

/// <summary>The channels that there are, by type.</summary>
public sealed class AlertChannels(IEnumerable<IChannel> channels)
{
    private readonly FrozenDictionary<string, IChannel> _channels = channels.ToFrozenDictionary(channel => channel.Type, StringComparer.Ordinal);

    public IEnumerable<string> Types => _channels.Keys.Order(StringComparer.Ordinal);

    /// <summary>Null when there is no such channel.</summary>
    public IChannel? Find(string type) => _channels.GetValueOrDefault(type);
}
