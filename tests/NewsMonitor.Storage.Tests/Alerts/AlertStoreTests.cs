using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Alerts;

/// <summary>What every alert store keeps to; each database runs it.</summary>
public abstract partial class AlertStoreTests : StoreTests
{
    protected static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    private static readonly Subscription Call = Subscription("The call", "desk", Endpoint("desk", "https://desk.example/hook"));

    /// <summary>Writes an article with its story and the pending event, as the stories' step does.</summary>
    protected abstract Task ArriveAsync(Article article, Story story, StoryEventKind kind);

    [Fact]
    public async Task Alerts_are_listed_newest_first_by_subscriber_and_story_page_by_page()
    {
        var others = Subscription("others", "others");
        await Subscriptions.SaveAsync(Call, [], default);
        await Subscriptions.SaveAsync(others, [], default);
        for (var i = 1; i <= 5; i++)
        {
            await ArriveAsync(i, story: $"story_{i}");
            await MatchAsync(Start, Match(Call, i, $"story_{i}"), Match(others, i, $"story_{i}"));
            await DecideAsync(await OneDueAsync(), AlertOccasion.New, null);
            await DecideAsync((await Alerts.DueJudgementsAsync("others", Start, 10, 10, default)).Single(), AlertOccasion.New, null);
        }

        var first = await Alerts.ListAsync("desk", null, new PageRequest(Limit: 3), default);
        var second = await Alerts.ListAsync("desk", null, new PageRequest(first.Next, 3), default);
        Assert.Equal(["story_5", "story_4", "story_3"], first.Items.Select(a => a.StoryId));
        Assert.Equal(["story_2", "story_1"], second.Items.Select(a => a.StoryId));
        Assert.Null(second.Next);
        Assert.Equal(["others", "desk"], (await Alerts.ListAsync(null, "story_2", new PageRequest(), default)).Items.Select(a => a.Subscriber));
        Assert.Single((await Alerts.ListAsync("others", "story_2", new PageRequest(), default)).Items);
        await Assert.ThrowsAsync<InvalidInputException>(() => Alerts.ListAsync(null, null, new PageRequest("x"), default));
    }

    [Fact]
    public async Task Counts_say_what_is_there_and_what_waits()
    {
        Assert.Equal(new AlertCounts(0, 0, 0, null, 0, null, 0, 0), await Alerts.CountAsync(Start, default));
        await OneDeliveryAsync();
        await ArriveAsync(7);

        Assert.Equal(new AlertCounts(1, 1, 1, Start.AddMinutes(7), 1, Start, 0, 0), await Alerts.CountAsync(Start, default));
    }

    [Fact]
    public async Task Each_thing_says_whose_it_is_and_what_is_not_there_is_nobodys()
    {
        var delivery = await OneDeliveryAsync();

        foreach (var (kind, id) in new[] { (Owned.Subscription, Call.Id), (Owned.Endpoint, delivery.EndpointId), (Owned.Alert, delivery.AlertId), (Owned.Delivery, delivery.Id) })
            Assert.Equal("desk", await Stores.Owners.OwnerAsync(kind, id, default));
        foreach (var kind in Enum.GetValues<Owned>())
            Assert.Null(await Stores.Owners.OwnerAsync(kind, "none", default));
    }

    private static Subscription Subscription(string name, string subscriber, params AlertEndpoint[] channels) => new()
    {
        Id = StableId.Create("sub", subscriber, name),
        Subscriber = subscriber,
        Name = name,
        Query = "raimondo",
        Channels = channels.Length > 0 ? channels : [Endpoint(subscriber, $"https://{subscriber}.example/hook")],
        Created = Start,
    };

    private static AlertEndpoint Endpoint(string subscriber, string url) =>
        new() { Id = StableId.Create("end", subscriber, "webhook", url), Subscriber = subscriber, Type = "webhook", Url = url };

    private static SubscriptionMatch Match(Subscription subscription, int article, string story = "story_call") =>
        new(subscription.Id, subscription.Subscriber, story, $"art_{article}", ["raimondo in the title"], Start);

    private static Article Article(int number, string language = "en") => new()
    {
        Id = $"art_{number}",
        FeedId = "feed_1",
        Identity = $"{number}",
        Source = "outlet.example",
        Title = $"Title {number}",
        Text = "Text",
        Language = language,
        FirstSeen = Start.AddMinutes(number),
        Updated = Start.AddMinutes(number),
        ContentHash = "hash",
    };

    private static Alert Alert(Judgement judgement, AlertOccasion occasion) => new()
    {
        Id = StableId.Create("alert", judgement.Subscriber, judgement.Story.Id, occasion.ToString()),
        Subscriber = judgement.Subscriber,
        StoryId = judgement.Story.Id,
        Occasion = occasion,
        Created = Start,
        Subscriptions = [.. judgement.Matches.Select(m => m.Subscription.Id)],
        Story = judgement.Story,
        Why = ["because"],
    };

    private static Delivery Delivery(Alert alert, AlertEndpoint endpoint) => new()
    {
        Id = StableId.Create("msg", alert.Id, endpoint.Id),
        AlertId = alert.Id,
        EndpointId = endpoint.Id,
        State = DeliveryState.Pending,
        Payload = "{}",
        NextAttempt = Start,
        Created = Start,
    };

    private Task ArriveAsync(
        int number, string story = "story_call", string language = "en", StoryEventKind? kind = null, StoryState state = StoryState.Open) =>
        ArriveAsync(
            Article(number, language),
            new Story
            {
                Id = story,
                Language = language,
                Headline = "Headline",
                State = state,
                FirstSeen = Start,
                Latest = Start.AddMinutes(number),
                Articles = number,
                Sources = 1,
                IndependentSources = 1,
            },
            kind ?? (number == 1 ? StoryEventKind.Began : StoryEventKind.Joined));

    private async Task<IReadOnlyList<string>> MatchAsync(DateTimeOffset now, params SubscriptionMatch[] matches)
    {
        var events = await Alerts.PendingEventsAsync("en", 100, default);
        return await Alerts.StoreMatchesAsync([.. events.Select(e => e.Event.Sequence)], matches, now, default);
    }

    private Task<IReadOnlyList<Judgement>> DueAsync(DateTimeOffset? now = null) => Alerts.DueJudgementsAsync("desk", now ?? Start, 10, 10, default);

    private async Task<Judgement> OneDueAsync() => Assert.Single(await DueAsync());

    private async Task<Alert?> DecideAsync(Judgement judgement, AlertOccasion? occasion, DateTimeOffset? again)
    {
        var alert = occasion is null ? null : Alert(judgement, occasion.Value);
        var deliveries = alert is null ? [] : judgement.Matches[0].Subscription.Channels.Select(endpoint => Delivery(alert, endpoint));
        Assert.True(await Alerts.StoreDecisionAsync(judgement, alert, [.. deliveries], again is { } until ? new AlertHold(until, "Not yet.") : null, default));
        return alert;
    }

    private async Task<Delivery> OneDeliveryAsync(string story = "story_call")
    {
        await Subscriptions.SaveAsync(Call, [], default);
        var article = story == "story_call" ? 1 : 2;
        await ArriveAsync(article, story);
        await MatchAsync(Start, Match(Call, article, story));
        var alert = await DecideAsync(await OneDueAsync(), AlertOccasion.New, null);
        return (await Alerts.DeliveriesAsync(alert!.Id, default)).Single().Delivery;
    }
}
