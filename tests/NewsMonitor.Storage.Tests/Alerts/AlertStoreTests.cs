using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Alerts;

/// <summary>What every alert store keeps to; each database runs it.</summary>
public abstract class AlertStoreTests : IAsyncLifetime
{
    protected static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    private static readonly Subscription Call = Subscription("The call", "desk", Endpoint("desk", "https://desk.example/hook"));

    protected abstract IAlertStore Store { get; }

    protected abstract ISubscriptionStore Subscriptions { get; }

    protected abstract IEventLog Log { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    /// <summary>Closes the store and opens it again, as a restart does.</summary>
    protected abstract Task ReopenAsync();

    /// <summary>Writes an article with its story and the pending event, as the stories' step does.</summary>
    protected abstract Task ArriveAsync(Article article, Story story, StoryEventKind kind);

    [Fact]
    public async Task Pending_events_come_oldest_first_by_language_with_their_articles()
    {
        await ArriveAsync(1);
        await ArriveAsync(2, kind: StoryEventKind.Copied);
        await ArriveAsync(3, story: "story_de", language: "de");

        Assert.Equal(["de", "en"], (await Store.LanguagesWithEventsAsync(default)).Order(StringComparer.Ordinal));
        var pending = await Store.PendingEventsAsync("en", 10, default);
        Assert.Equal(["art_1", "art_2"], pending.Select(p => p.Article.Id));
        Assert.Equal([StoryEventKind.Began, StoryEventKind.Copied], pending.Select(p => p.Event.Kind));
        Assert.Equal(new StoryEvent(pending[0].Event.Sequence, "story_call", "art_1", "en", StoryEventKind.Began, Start.AddMinutes(1)), pending[0].Event);
        Assert.Equivalent(Article(1), pending[0].Article);
        Assert.Single(await Store.PendingEventsAsync("en", 1, default));
    }

    [Fact]
    public async Task Matched_events_are_gone_and_their_subscribers_are_to_be_judged()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);

        Assert.Equal(["desk"], await MatchAsync(Start, Match(Call, 1)));

        Assert.Empty(await Store.PendingEventsAsync("en", 10, default));
        Assert.Empty(await Store.LanguagesWithEventsAsync(default));
        Assert.Empty(await Store.SubscribersWithDueAsync(Start.AddMilliseconds(-1), default));
        Assert.Equal(["desk"], await Store.SubscribersWithDueAsync(Start, default));
        var judgement = Assert.Single(await DueAsync());
        Assert.Equal(("desk", "story_call", Start), (judgement.Subscriber, judgement.Story.Id, judgement.Due));
        var (subscription, match) = Assert.Single(judgement.Matches);
        Assert.Equivalent(Call, subscription);
        Assert.Equivalent(Match(Call, 1), match);
        Assert.Empty(judgement.Told);
        Assert.Equivalent(Article(1), Assert.Single(judgement.Articles));
    }

    [Fact]
    public async Task Only_the_first_match_of_a_subscription_and_story_is_kept()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        await ArriveAsync(2);
        await MatchAsync(Start.AddMinutes(2), Match(Call, 2));

        Assert.Equal("art_1", Assert.Single((await DueAsync()).Single().Matches).Match.ArticleId);
    }

    [Fact]
    public async Task An_event_without_a_match_of_its_own_has_those_judged_who_matched_the_story_earlier()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        await DecideAsync(await OneDueAsync(), null, null);
        Assert.Empty(await DueAsync());

        await ArriveAsync(2);
        Assert.Equal(["desk"], await MatchAsync(Start));
        Assert.Single(await DueAsync());
    }

    [Fact]
    public async Task A_match_of_a_subscription_that_was_removed_is_not_written()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await Subscriptions.RemoveAsync(Call.Id, default);

        Assert.Empty(await MatchAsync(Start, Match(Call, 1)));
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task A_paused_or_removed_subscription_takes_no_part_in_a_judgement()
    {
        var (paused, removed) = (Subscription("paused", "desk"), Subscription("removed", "desk"));
        foreach (var subscription in new[] { Call, paused, removed })
            await Subscriptions.SaveAsync(subscription, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1), Match(paused, 1), Match(removed, 1));
        await Subscriptions.SaveAsync(paused with { Paused = true }, [], default);
        await Subscriptions.RemoveAsync(removed.Id, default);

        Assert.Equal("The call", Assert.Single((await OneDueAsync()).Matches).Subscription.Name);
    }

    [Fact]
    public async Task A_changed_query_forgets_what_the_old_one_matched()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));

        await Subscriptions.SaveAsync(Call with { Name = "renamed" }, [], default);
        Assert.Single((await OneDueAsync()).Matches);
        await Subscriptions.SaveAsync(Call with { Query = "gold" }, [], default);
        Assert.Empty((await OneDueAsync()).Matches);
    }

    [Fact]
    public async Task A_judgement_brings_the_storys_latest_articles_in_the_order_of_arrival()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        for (var i = 1; i <= 5; i++)
            await ArriveAsync(i);
        await MatchAsync(Start, Match(Call, 1));

        var judgement = Assert.Single(await Store.DueJudgementsAsync("desk", Start, 10, 3, default));
        Assert.Equal(["art_3", "art_4", "art_5"], judgement.Articles.Select(a => a.Id));
    }

    [Fact]
    public async Task A_decision_to_tell_writes_the_alert_its_deliveries_and_the_event_together()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        var judgement = await OneDueAsync();
        var alert = Alert(judgement, AlertOccasion.New);
        var delivery = Delivery(alert, Call.Channels[0]);

        Assert.True(await Store.StoreDecisionAsync(judgement, alert, [delivery], null, default));
        await ReopenAsync();

        var stored = Assert.Single((await Store.ListAsync("desk", null, new PageRequest(), default)).Items);
        Assert.Equivalent(alert with { Sequence = stored.Sequence }, stored);
        Assert.Equivalent(stored, await Store.FindAsync(alert.Id, default));
        Assert.Equivalent(delivery, Assert.Single(await Store.DueDeliveriesAsync(delivery.EndpointId, Start, 10, default)));
        Assert.Equal([delivery.EndpointId], await Store.EndpointsWithDueAsync(Start, default));
        Assert.Empty(await Store.EndpointsWithDueAsync(Start.AddMilliseconds(-1), default));
        Assert.Empty(await DueAsync());
        var logged = (await Log.AfterAsync(0, 10, default)).Single(e => e.Type == LoggedEventTypes.AlertCreated);
        Assert.Equal(alert.Id, logged.Subject);
        Assert.Equal(
            $$"""{"alert":"{{alert.Id}}","occasion":"new","subscriber":"desk","story":"story_call","headline":"Headline","why":["because"]}""", logged.Data);
    }

    [Fact]
    public async Task A_decision_on_a_judgement_that_changed_meanwhile_writes_nothing()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        var stale = await OneDueAsync();
        await ArriveAsync(2);
        await MatchAsync(Start);

        var alert = Alert(stale, AlertOccasion.New);
        Assert.False(await Store.StoreDecisionAsync(stale, alert, [Delivery(alert, Call.Channels[0])], null, default));
        Assert.Null(await Store.FindAsync(alert.Id, default));
        Assert.Empty(await Store.EndpointsWithDueAsync(Start, default));
        Assert.Single(await DueAsync());
    }

    [Fact]
    public async Task A_judgement_that_was_decided_and_came_back_is_another_one()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        var stale = await OneDueAsync();
        await DecideAsync(stale, null, null);
        await ArriveAsync(2);
        await MatchAsync(Start);

        Assert.False(await Store.StoreDecisionAsync(stale, null, [], null, default));
        Assert.Single(await DueAsync());
    }

    [Fact]
    public async Task An_alert_for_the_same_subscriber_story_and_occasion_is_written_once()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        for (var i = 1; i <= 3; i++)
        {
            await ArriveAsync(i);
            await MatchAsync(Start, Match(Call, i));
            var judgement = await OneDueAsync();
            var alert = Alert(judgement, AlertOccasion.New);
            Assert.True(await Store.StoreDecisionAsync(judgement, alert, [Delivery(alert, Call.Channels[0])], null, default));
        }

        Assert.Single((await Store.ListAsync(null, null, new PageRequest(), default)).Items);
        Assert.Single(await Store.DueDeliveriesAsync(Call.Channels[0].Id, Start, 10, default));
        Assert.Single(await Log.AfterAsync(0, 100, default), e => e.Type == LoggedEventTypes.AlertCreated);
    }

    [Fact]
    public async Task What_was_told_comes_with_the_next_judgement_and_after_the_last_occasion_nobody_is_judged()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        await DecideAsync(await OneDueAsync(), AlertOccasion.New, null);
        await ArriveAsync(2);
        await MatchAsync(Start);
        var second = await OneDueAsync();
        Assert.Equal([AlertOccasion.New], second.Told.Select(a => a.Occasion));
        await DecideAsync(second, AlertOccasion.Developed, null);

        await ArriveAsync(3);
        Assert.Empty(await MatchAsync(Start, Match(Call, 3)));
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task A_held_judgement_is_due_at_its_time_or_at_once_when_an_event_comes()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        await DecideAsync(await OneDueAsync(), null, Start.AddSeconds(30));

        Assert.Empty(await DueAsync(Start.AddSeconds(29)));
        Assert.Single(await DueAsync(Start.AddSeconds(30)));
        await ArriveAsync(2);
        await MatchAsync(Start.AddSeconds(5));
        Assert.Single(await DueAsync(Start.AddSeconds(5)));
    }

    [Fact]
    public async Task A_delivery_to_an_endpoint_that_is_disabled_by_now_is_written_as_cancelled()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        await Store.DisableEndpointAsync(Call.Channels[0].Id, "gone", default);

        var alert = await DecideAsync(await OneDueAsync(), AlertOccasion.New, null);

        var record = Assert.Single(await Store.DeliveriesAsync(alert!.Id, default));
        Assert.Equal((DeliveryState.Cancelled, null, "gone"), (record.Delivery.State, record.Delivery.NextAttempt, record.Delivery.LastError));
        Assert.Empty(await Store.EndpointsWithDueAsync(Start.AddYears(1), default));
    }

    [Fact]
    public async Task An_attempt_is_recorded_once()
    {
        var delivery = await OneDeliveryAsync();
        var after = delivery with { Attempts = 1, NextAttempt = Start.AddSeconds(5), LastError = "500" };
        var attempt = new DeliveryAttempt(delivery.Id, 1, Start, TimeSpan.FromMilliseconds(120), 500, "500");

        Assert.True(await Store.StoreAttemptAsync(after, attempt, null, default));
        Assert.False(await Store.StoreAttemptAsync(after with { State = DeliveryState.Delivered }, attempt, null, default));

        var record = Assert.Single(await Store.DeliveriesAsync(delivery.AlertId, default));
        Assert.Equivalent(after, record.Delivery);
        Assert.Equal([attempt], record.Attempts);
        Assert.Null(record.Endpoint.Secret);
        Assert.Empty(await Store.DueDeliveriesAsync(delivery.EndpointId, Start.AddSeconds(4), 10, default));
        Assert.Single(await Store.DueDeliveriesAsync(delivery.EndpointId, Start.AddSeconds(5), 10, default));
    }

    [Fact]
    public async Task An_attempt_may_disable_its_endpoint_and_cancels_what_waits_for_it()
    {
        var delivery = await OneDeliveryAsync();
        var other = await OneDeliveryAsync("story_other");
        Assert.Equal(delivery.EndpointId, other.EndpointId);

        await Store.StoreAttemptAsync(
            delivery with { Attempts = 1, State = DeliveryState.Cancelled, NextAttempt = null, LastError = "410" },
            new DeliveryAttempt(delivery.Id, 1, Start, TimeSpan.Zero, 410, "410"),
            "gone",
            default);

        Assert.Equal("gone", (await Store.FindEndpointAsync(delivery.EndpointId, default))!.DisabledReason);
        Assert.Equal(DeliveryState.Cancelled, (await Store.DeliveriesAsync(other.AlertId, default)).Single().Delivery.State);
        Assert.Empty(await Store.EndpointsWithDueAsync(Start.AddYears(1), default));
        Assert.Equal(1, (await Store.CountAsync(Start, default)).DisabledEndpoints);
        await Assert.ThrowsAsync<InvalidInputException>(() => Store.ReplayAsync(other.Id, Start, default));

        await Store.EnableEndpointAsync(delivery.EndpointId, default);
        Assert.Equal(DeliveryState.Pending, (await Store.ReplayAsync(other.Id, Start, default))!.State);
        Assert.Equal([other.Id], (await Store.DueDeliveriesAsync(delivery.EndpointId, Start, 10, default)).Select(d => d.Id));
    }

    [Fact]
    public async Task A_delivery_that_was_cancelled_during_its_attempt_stays_so_unless_it_arrived()
    {
        var failed = await OneDeliveryAsync();
        var arrived = await OneDeliveryAsync("story_other");
        await Store.DisableEndpointAsync(failed.EndpointId, "by the operator", default);

        await Store.StoreAttemptAsync(
            failed with { Attempts = 1, NextAttempt = Start.AddSeconds(5) }, new DeliveryAttempt(failed.Id, 1, Start, TimeSpan.Zero, 500, "500"), null, default);
        await Store.StoreAttemptAsync(
            arrived with { Attempts = 1, NextAttempt = null, State = DeliveryState.Delivered },
            new DeliveryAttempt(arrived.Id, 1, Start, TimeSpan.Zero, 200, null),
            null,
            default);

        Assert.Equal(DeliveryState.Cancelled, (await Store.DeliveriesAsync(failed.AlertId, default)).Single().Delivery.State);
        Assert.Equal(DeliveryState.Delivered, (await Store.DeliveriesAsync(arrived.AlertId, default)).Single().Delivery.State);
        Assert.Empty(await Store.EndpointsWithDueAsync(Start.AddYears(1), default));
    }

    [Fact]
    public async Task A_replayed_delivery_is_due_again_under_its_id_with_its_attempts_counted_on()
    {
        var delivery = await OneDeliveryAsync();
        await Store.StoreAttemptAsync(
            delivery with { Attempts = 1, State = DeliveryState.Dead, NextAttempt = null }, new DeliveryAttempt(delivery.Id, 1, Start, TimeSpan.Zero, 500, "500"), null, default);
        Assert.Equal(1, (await Store.CountAsync(Start, default)).Dead);

        var replayed = await Store.ReplayAsync(delivery.Id, Start.AddDays(3), default);

        Assert.Equal((delivery.Id, DeliveryState.Pending, 1, Start.AddDays(3)), (replayed!.Id, replayed.State, replayed.Attempts, replayed.NextAttempt));
        Assert.Null(await Store.ReplayAsync("msg_none", Start, default));
    }

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
            await DecideAsync((await Store.DueJudgementsAsync("others", Start, 10, 10, default)).Single(), AlertOccasion.New, null);
        }

        var first = await Store.ListAsync("desk", null, new PageRequest(Limit: 3), default);
        var second = await Store.ListAsync("desk", null, new PageRequest(first.Next, 3), default);
        Assert.Equal(["story_5", "story_4", "story_3"], first.Items.Select(a => a.StoryId));
        Assert.Equal(["story_2", "story_1"], second.Items.Select(a => a.StoryId));
        Assert.Null(second.Next);
        Assert.Equal(["others", "desk"], (await Store.ListAsync(null, "story_2", new PageRequest(), default)).Items.Select(a => a.Subscriber));
        Assert.Single((await Store.ListAsync("others", "story_2", new PageRequest(), default)).Items);
        await Assert.ThrowsAsync<InvalidInputException>(() => Store.ListAsync(null, null, new PageRequest("x"), default));
    }

    [Fact]
    public async Task Recent_articles_of_open_stories_come_newest_first()
    {
        await ArriveAsync(1);
        await ArriveAsync(2);
        await ArriveAsync(3, story: "story_closed", state: StoryState.Closed);
        await ArriveAsync(4, story: "story_new");

        var recent = await Store.RecentAsync(Start.AddMinutes(2), 10, default);
        Assert.Equal(["art_4", "art_2"], recent.Select(r => r.Article.Id));
        Assert.Equal(["story_new", "story_call"], recent.Select(r => r.Event.StoryId));
        Assert.Equal(["art_4"], (await Store.RecentAsync(Start, 1, default)).Select(r => r.Article.Id));
    }

    [Fact]
    public async Task Counts_say_what_is_there_and_what_waits()
    {
        Assert.Equal(new AlertCounts(0, 0, 0, null, 0, null, 0, 0), await Store.CountAsync(Start, default));
        await OneDeliveryAsync();
        await ArriveAsync(7);

        Assert.Equal(new AlertCounts(1, 1, 1, Start.AddMinutes(7), 1, Start, 0, 0), await Store.CountAsync(Start, default));
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
        var events = await Store.PendingEventsAsync("en", 100, default);
        return await Store.StoreMatchesAsync([.. events.Select(e => e.Event.Sequence)], matches, now, default);
    }

    private Task<IReadOnlyList<Judgement>> DueAsync(DateTimeOffset? now = null) => Store.DueJudgementsAsync("desk", now ?? Start, 10, 10, default);

    private async Task<Judgement> OneDueAsync() => Assert.Single(await DueAsync());

    private async Task<Alert?> DecideAsync(Judgement judgement, AlertOccasion? occasion, DateTimeOffset? again)
    {
        var alert = occasion is null ? null : Alert(judgement, occasion.Value);
        var deliveries = alert is null ? [] : judgement.Matches[0].Subscription.Channels.Select(endpoint => Delivery(alert, endpoint));
        Assert.True(await Store.StoreDecisionAsync(judgement, alert, [.. deliveries], again, default));
        return alert;
    }

    private async Task<Delivery> OneDeliveryAsync(string story = "story_call")
    {
        await Subscriptions.SaveAsync(Call, [], default);
        var article = story == "story_call" ? 1 : 2;
        await ArriveAsync(article, story);
        await MatchAsync(Start, Match(Call, article, story));
        var alert = await DecideAsync(await OneDueAsync(), AlertOccasion.New, null);
        return (await Store.DeliveriesAsync(alert!.Id, default)).Single().Delivery;
    }
}
