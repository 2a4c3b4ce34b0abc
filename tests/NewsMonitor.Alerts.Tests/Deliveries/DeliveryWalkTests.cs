using System.Globalization;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Tests.World;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.Deliveries;

/// <summary>An endpoint that answers as chance has it, restarts between attempts, and what holds whatever it answers.</summary>
public sealed class DeliveryWalkTests
{
    private const int Stories = 5;

    private static readonly TimeSpan[] Delays =
        [.. new[] { 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    [InlineData(7, true)]
    public async Task Each_delivery_ends_as_its_attempts_say_in_its_time_and_where_it_matters_in_its_turn(int seed, bool ordered)
    {
        var random = new Random(seed);
        await using var world = new AlertWorld();
        world.Options.SettleWindow = TimeSpan.Zero;
        var attempts = new List<(string Id, DateTimeOffset At, ChannelOutcome Outcome)>();
        // An endpoint that is well now and then: from one in a hundred to one in two.
        var good = random.Next(1, 50);
        world.Channel.Answer = (_, delivery, _) =>
        {
            var outcome = random.Next(200) == 0 ? ChannelOutcome.Gone : random.Next(100) < good ? ChannelOutcome.Delivered : ChannelOutcome.Failed;
            lock (attempts)
                attempts.Add((delivery.Id, world.Clock.GetUtcNow(), outcome));
            return Task.FromResult(new ChannelResult { Outcome = outcome, Error = outcome == ChannelOutcome.Delivered ? null : "it says no" });
        };
        var endpoint = (await world.Service.CreateAsync(new("desk", "any", "raimondo", [new ChannelInput("test", "a") { Ordered = ordered }]), default)).Channels[0].Id;
        for (var story = 0; story < Stories; story++)
        {
            await world.ArriveAsync("Raimondo calls Wang", string.Create(CultureInfo.InvariantCulture, $"story_{story}"));
            await world.Matcher.RunAsync("en", default);
            await world.Judge.RunAsync("desk", default);
            await EndAsync(world, endpoint, random, story == Stories - 1 ? int.MaxValue : random.Next(12));
        }

        var deliveries = (await world.Deliveries.ListAsync(new DeliveryFilter(Endpoint: endpoint), new PageRequest(), default)).Items.Select(r => r.Delivery).OrderBy(d => d.Sequence).ToList();
        Assert.Equal(Stories, deliveries.Count);
        foreach (var delivery in deliveries)
            AsItsAttemptsSay(delivery, [.. attempts.Where(a => a.Id == delivery.Id)]);
        if (ordered)
            Assert.Equal(attempts.Select(a => deliveries.FindIndex(d => d.Id == a.Id)).Order(), attempts.Select(a => deliveries.FindIndex(d => d.Id == a.Id)));
        Assert.Equal(Disabling(attempts), (await world.Alerts.FindEndpointAsync(endpoint, default))!.DisabledReason is null ? null : attempts.Count - 1);
    }

    /// <summary>Attempts what there is at its time, some rounds of it, now and then after a restart.</summary>
    private static async Task EndAsync(AlertWorld world, string endpoint, Random random, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            if (random.Next(6) == 0)
                await world.RestartAsync();
            while ((await world.Runner(endpoint).RunAsync(endpoint, default)).Attempted > 0)
            {
            }

            var pending = await world.Alerts.QueuedDeliveriesAsync(endpoint, 100, default);
            if (pending.Count == 0)
                return;
            var next = pending.Min(d => d.NextAttempt!.Value);
            // In order, what comes first is waited for, though others are due.
            world.Clock.Advance(TimeSpan.FromTicks(Math.Max(TimeSpan.FromSeconds(1).Ticks, (next - world.Clock.GetUtcNow()).Ticks)));
            if ((await world.Alerts.FindEndpointAsync(endpoint, default))!.Ordered && pending[0].NextAttempt > world.Clock.GetUtcNow())
                world.Clock.Advance(pending[0].NextAttempt!.Value - world.Clock.GetUtcNow());
        }
    }

    private static void AsItsAttemptsSay(Delivery delivery, List<(string Id, DateTimeOffset At, ChannelOutcome Outcome)> attempts)
    {
        Assert.Equal(attempts.Count, delivery.Attempts);
        var expected = attempts.Count == 0 ? DeliveryState.Cancelled : attempts[^1].Outcome switch
        {
            ChannelOutcome.Delivered => DeliveryState.Delivered,
            ChannelOutcome.Failed when attempts.Count == 10 => DeliveryState.Dead,
            _ => DeliveryState.Cancelled,
        };
        Assert.Equal(expected, delivery.State);
        Assert.All(attempts.SkipLast(1), a => Assert.Equal(ChannelOutcome.Failed, a.Outcome));
        Assert.InRange(attempts.Count, 0, 10);
        foreach (var (n, (earlier, later)) in attempts.Zip(attempts.Skip(1)).Index())
            Assert.True(later.At - earlier.At >= Delays[n], $"Attempt {n + 2} came {later.At - earlier.At} after the one before.");
    }

    /// <summary>Which attempt the endpoint is to be disabled after; null for none.</summary>
    private static int? Disabling(List<(string Id, DateTimeOffset At, ChannelOutcome Outcome)> attempts)
    {
        (DateTimeOffset Since, int Count)? failing = null;
        foreach (var (n, attempt) in attempts.Index())
        {
            if (attempt.Outcome == ChannelOutcome.Gone)
                return n;
            failing = attempt.Outcome == ChannelOutcome.Delivered ? null : (failing?.Since ?? attempt.At, (failing?.Count ?? 0) + 1);
            if (failing is { Count: >= 10 } f && attempt.At - f.Since >= TimeSpan.FromDays(5))
                return n;
        }

        return null;
    }
}
