using System.Globalization;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.World;

/// <summary>Mail makes a thread of a story from the ids of the alerts that one follows: so they must lead to deliveries, on the real path.</summary>
public sealed class ThreadTests : IAsyncDisposable
{
    private readonly AlertWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task What_a_follow_up_follows_leads_to_the_delivery_before_it_at_the_same_endpoint()
    {
        await _world.SubscribeAsync("any", "raimondo");
        await _world.ArriveAsync("Raimondo calls Wang");
        await _world.RunAsync();
        _world.Clock.Advance(_world.Options.SettleWindow);
        await _world.RunAsync();
        for (var i = 0; i < 5; i++)
            await _world.ArriveAsync("Raimondo calls Wang", source: string.Create(CultureInfo.InvariantCulture, $"outlet{i}.example"));
        await _world.RunAsync();
        _world.Clock.Advance(_world.Options.FollowUpMinimumGap);
        await _world.RunAsync();

        var (first, second) = (_world.Channel.Sent[0], _world.Channel.Sent[1]);
        var followUp = await _world.Alerts.FindAsync(second.AlertId, default);
        Assert.Equal(AlertOccasion.Developed, followUp!.Occasion);
        Assert.Equal([first.Id], followUp.Follows.Select(alert => Delivery.IdOf(alert, second.EndpointId)));
    }
}
