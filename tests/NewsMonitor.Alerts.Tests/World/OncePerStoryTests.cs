using NewsMonitor.Alerts.Channels;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.World;

/// <summary>
/// Random interleavings of everything that happens: events, copies, steps taken in any order or twice, stale decisions, crashes between an
/// attempt and its record, restarts, subscriptions coming and going. Whatever the order, nobody is told twice and nobody is forgotten.
/// </summary>
public sealed class OncePerStoryTests
{
    private const int Steps = 40;

    private static readonly string[] Subscribers = ["asia", "europe"];

    private static readonly string[] Stories = ["story_1", "story_2"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Any_interleaving_tells_each_subscriber_of_each_story_at_most_once_as_new_and_once_as_developed(int seed)
    {
        await using var world = new AlertWorld();
        var random = new Random(seed);
        var history = new List<string>();
        var subscriptions = new Dictionary<string, Subscription>(StringComparer.Ordinal);
        for (var i = 0; i < Steps; i++)
        {
            history.Add(await StepAsync(world, random, subscriptions));
            await CheckAsync(world, history);
        }

        world.Channel.Answer = (_, _, _) => Task.FromResult(ScriptedChannel.Delivered);
        await FinishAsync(world);
        await CheckAsync(world, history);
        await CheckNobodyWasForgottenAsync(world, subscriptions.Values, history);
    }

    private static async Task<string> StepAsync(AlertWorld world, Random random, Dictionary<string, Subscription> subscriptions)
    {
        var (subscriber, story) = (Subscribers[random.Next(2)], Stories[random.Next(2)]);
        switch (random.Next(11))
        {
            case 0 or 1 or 2:
                var source = $"outlet{random.Next(30)}.example";
                await world.ArriveAsync(random.Next(3) == 0 ? "Officials comment" : "Raimondo calls Wang", story, source, copy: random.Next(4) == 0 && world.IndependentSources(story) > 0);
                return $"article of {source} in {story}";
            case 3:
                var name = $"{subscriber} {random.Next(2)}";
                if (subscriptions.Remove(name, out var existing))
                {
                    await world.Service.RemoveAsync(existing.Id, default);
                    return $"{name} goes";
                }

                subscriptions[name] = await world.SubscribeAsync(name, random.Next(2) == 0 ? "raimondo" : "wang OR officials", subscriber, random.Next(1, 4), $"url {random.Next(2)}");
                return $"{name} comes";
            case 4:
                await world.Matcher.RunAsync("en", default);
                return "match";
            case 5:
                await world.Judge.RunAsync(subscriber, default);
                return $"judge {subscriber}";
            case 6:
                // Two activations judge the same at the same time: the second one's decision is stale.
                await Task.WhenAll(world.Judge.RunAsync(subscriber, default), world.Judge.RunAsync(subscriber, default));
                return $"judge {subscriber} twice at once";
            case 7:
                var span = TimeSpan.FromSeconds(random.Next(4) switch { 0 => 5, 1 => 31, 2 => 600, _ => 3600 });
                world.Clock.Advance(span);
                return $"{span} pass";
            case 8:
                await world.RestartAsync();
                return "restart";
            case 9:
                await DeliverAsync(world, random.Next(3));
                return "deliver";
            default:
                await world.RunAsync();
                return "run";
        }
    }

    private static async Task DeliverAsync(AlertWorld world, int mood)
    {
        var crashed = new OperationCanceledException("The process died before it could record the attempt.");
        world.Channel.Answer = (_, _, _) => mood switch
        {
            0 => Task.FromResult(ScriptedChannel.Delivered),
            1 => Task.FromResult(new ChannelResult { Outcome = ChannelOutcome.Failed, Error = "500", HttpStatus = 500 }),
            _ => throw crashed,
        };
        foreach (var endpoint in await world.Alerts.EndpointsWithDueAsync(world.Clock.GetUtcNow(), default))
        {
            try
            {
                await world.Runner(endpoint).RunAsync(endpoint, default);
            }
            catch (OperationCanceledException e) when (e == crashed || mood == 2)
            {
                await world.RestartAsync();
            }
        }

        world.Channel.Answer = (_, _, _) => Task.FromResult(ScriptedChannel.Delivered);
    }

    private static async Task FinishAsync(AlertWorld world)
    {
        for (var i = 0; i < 3; i++)
        {
            await world.RunAsync();
            world.Clock.Advance(TimeSpan.FromHours(1));
        }

        await world.RunAsync();
    }

    private static async Task CheckAsync(AlertWorld world, List<string> history)
    {
        var alerts = await world.AlertsAsync();
        var told = alerts.Where(a => a.Occasion == AlertOccasion.New).GroupBy(a => (a.Subscriber, a.StoryId)).Where(g => g.Count() > 1).Select(g => g.Key);
        Assert.True(!told.Any(), Say("told twice", history));
        foreach (var developed in alerts.Where(a => a.Occasion == AlertOccasion.Developed))
        {
            var before = alerts.Single(a => a.Id == developed.Follows[^1]);
            Assert.True(developed.Created - before.Created >= world.Options.FollowUpMinimumGap, Say("a follow-up came too early", history));
            Assert.True(developed.Story!.IndependentSources >= before.Story!.IndependentSources + 3, Say("a follow-up without growth", history));
        }

        // What was sent had been stored, under the delivery's one id, and has one payload.
        var deliveries = new Dictionary<string, Delivery>(StringComparer.Ordinal);
        foreach (var alert in alerts)
        {
            foreach (var record in await world.Alerts.DeliveriesAsync(alert.Id, default))
                deliveries.Add(record.Delivery.Id, record.Delivery);
        }

        Assert.True(world.Channel.Sent.All(sent => deliveries.TryGetValue(sent.Id, out var stored) && stored.Payload == sent.Payload), Say("sent what was not stored", history));
    }

    private static async Task CheckNobodyWasForgottenAsync(AlertWorld world, IEnumerable<Subscription> subscriptions, List<string> history)
    {
        var alerts = await world.AlertsAsync();
        foreach (var subscription in subscriptions)
        {
            var matched = await world.Database.ReadAsync(
                connection => Dapper.SqlMapper.Query<string>(connection, "SELECT story_id FROM matches WHERE subscription_id = @Id", new { subscription.Id }).ToArray(), default);
            foreach (var story in matched.Where(story => world.IndependentSources(story) >= subscription.MinSources))
                Assert.True(alerts.Any(a => a.Subscriber == subscription.Subscriber && a.StoryId == story), Say($"{subscription.Name} was not told of {story}", history));
        }

        foreach (var alert in alerts)
        {
            foreach (var record in await world.Alerts.DeliveriesAsync(alert.Id, default))
                Assert.True(record.Delivery.State == DeliveryState.Delivered, Say($"{record.Delivery.Id} is {record.Delivery.State}", history));
        }
    }

    private static string Say(string wrong, List<string> history) => $"{wrong} after: {string.Join("; ", history)}";
}
