using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.WebSub;

/// <summary>What tests of a feed and its hub begin with.</summary>
public abstract class SubscriberTests : IAsyncLifetime
{
    private protected Subscriber Feed { get; private set; } = null!;

    private protected WebSubHub Hub => Feed.Hub;

    public async Task InitializeAsync() => Feed = await Subscriber.StartAsync();

    public async Task DisposeAsync() => await Feed.DisposeAsync();
}
