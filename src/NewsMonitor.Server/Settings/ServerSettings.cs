using NewsMonitor.Alerts;
using NewsMonitor.Feeds;
using NewsMonitor.Stories;

namespace NewsMonitor.Server.Settings;

/// <summary>All settings of the program, read and checked.</summary>
internal sealed record ServerSettings(
    ServerOptions Server, AccessOptions Access, EventOptions Events, StorageOptions Storage, FeedOptions Feeds, StoryOptions Stories, AlertOptions Alerts)
{
    /// <exception cref="Model.InvalidInputException">A setting is unknown or wrong; the message names every one of them.</exception>
    public static ServerSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var server = reader.Section<ServerOptions>("", options => options.Validate());
        var access = reader.Section<AccessOptions>("Access", options => options.Validate());
        var events = reader.Section<EventOptions>("Events", options => options.Validate());
        var storage = reader.Section<StorageOptions>("Storage", options => options.Validate());
        var feeds = reader.Section<FeedOptions>("Feeds", options => options.Validate());
        var stories = reader.Section<StoryOptions>("Stories", options => options.Validate());
        var alerts = reader.Section<AlertOptions>("Alerts", options => options.Validate());
        // Read by the wiring of grains; named here, so that they are known and checked.
        reader.Section<SiloOptions>("Silo", options => options.Validate());
        reader.Check();
        return new ServerSettings(server.Value, access.Value, events.Value, storage.Value, feeds.Value, stories.Value, alerts.Value);
    }
}
