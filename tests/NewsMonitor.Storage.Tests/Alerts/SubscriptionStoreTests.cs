using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Alerts;

/// <summary>What every subscription store keeps to; each database runs it.</summary>
public abstract class SubscriptionStoreTests : StoreTests
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_subscription_reads_back_as_it_was_written_but_for_its_secrets()
    {
        var subscription = Subscription("1") with
        {
            MinSources = 3,
            TimeZone = "Asia/Singapore",
            Digest = new DigestSchedule(DigestPeriod.Weekly, new TimeOnly(17, 45), DayOfWeek.Friday),
            Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 30), QuietMode.Critical, 4),
        };

        var saved = await Subscriptions.SaveAsync(subscription, [], default);

        Assert.Equivalent(subscription, saved);
        var found = await Subscriptions.FindAsync(subscription.Id, default);
        Assert.Equivalent(subscription with { Channels = [subscription.Channels[0] with { Secret = null }, subscription.Channels[1]] }, found);
        Assert.Equal("whsec_first", (await Alerts.FindEndpointAsync(subscription.Channels[0].Id, default))!.Secret);
        Assert.Null(await Subscriptions.FindAsync("sub_none", default));
    }

    [Fact]
    public async Task An_endpoint_keeps_its_secret_unless_it_is_to_be_rotated()
    {
        var first = Subscription("1");
        await Subscriptions.SaveAsync(first, [], default);
        var endpoint = first.Channels[0];

        var second = await Subscriptions.SaveAsync(Subscription("2", "whsec_second"), [], default);
        Assert.Null(second.Channels[0].Secret);
        Assert.Equal("whsec_first", (await Alerts.FindEndpointAsync(endpoint.Id, default))!.Secret);

        var rotated = await Subscriptions.SaveAsync(Subscription("2", "whsec_third"), [endpoint.Id], default);
        Assert.Equal("whsec_third", rotated.Channels[0].Secret);
        Assert.Equal("whsec_third", (await Alerts.FindEndpointAsync(endpoint.Id, default))!.Secret);
        await Subscriptions.SaveAsync(first with { Channels = [endpoint with { Secret = null }] }, [endpoint.Id], default);
        Assert.Equal("whsec_third", (await Alerts.FindEndpointAsync(endpoint.Id, default))!.Secret);
    }

    [Fact]
    public async Task A_replaced_secret_is_kept_for_its_time_and_the_same_one_again_changes_nothing()
    {
        var subscription = Subscription("1");
        await Subscriptions.SaveAsync(subscription, [], default);
        var endpoint = subscription.Channels[0];

        await ReplaceAsync("whsec_second", Start.AddHours(1));
        await ReplaceAsync("whsec_second", Start.AddHours(2));
        var kept = (await Alerts.FindEndpointAsync(endpoint.Id, default))!;
        Assert.Equal(("whsec_second", "whsec_first", Start.AddHours(1)), (kept.Secret, kept.PreviousSecret, kept.PreviousSecretUntil));

        var saved = await ReplaceAsync("whsec_third", Start.AddHours(3));
        kept = (await Alerts.FindEndpointAsync(endpoint.Id, default))!;
        Assert.Equal(("whsec_third", "whsec_second", Start.AddHours(3)), (kept.Secret, kept.PreviousSecret, kept.PreviousSecretUntil));
        Assert.Null(saved.Channels[0].PreviousSecret);

        Task<Subscription> ReplaceAsync(string secret, DateTimeOffset until) => Subscriptions.SaveAsync(
            subscription with { Channels = [endpoint with { Secret = secret, PreviousSecretUntil = until }] }, [endpoint.Id], default);
    }

    [Fact]
    public async Task An_endpoint_keeps_its_settings_unless_they_are_to_be_replaced_and_secret_ones_are_for_delivering_only()
    {
        var first = With("one");
        var saved = await Subscriptions.SaveAsync(first, [], default);
        Assert.Equal([new("chat", "room")], saved.Channels[0].Settings);
        Assert.Equal("one", await TokenAsync());

        await Subscriptions.SaveAsync(With("two"), [], default);
        Assert.Equal("one", await TokenAsync());
        await Subscriptions.SaveAsync(With("two"), [first.Channels[0].Id], default);
        Assert.Equal("two", await TokenAsync());
        Assert.Equal("whsec_first", (await Alerts.FindEndpointAsync(first.Channels[0].Id, default))!.Secret);
        Assert.DoesNotContain("token", (await Subscriptions.FindAsync(first.Id, default))!.Channels[0].Settings.Keys);

        Subscription With(string token)
        {
            var subscription = Subscription("1");
            var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["chat"] = "room", ["token"] = token };
            return subscription with { Channels = [subscription.Channels[0] with { Settings = settings }] };
        }

        async Task<string> TokenAsync() => (await Alerts.FindEndpointAsync(first.Channels[0].Id, default))!.Settings["token"];
    }

    [Fact]
    public async Task Saving_again_changes_what_may_change()
    {
        var subscription = Subscription("1");
        await Subscriptions.SaveAsync(subscription, [], default);

        var changed = await Subscriptions.SaveAsync(
            subscription with { Name = "other", Query = "gold", MinSources = 2, Paused = true, Channels = [subscription.Channels[1]], Created = Start.AddDays(1) }, [], default);

        Assert.Equal(("other", "gold", 2, true, Start), (changed.Name, changed.Query, changed.MinSources, changed.Paused, changed.Created));
        Assert.Equal(["log"], changed.Channels.Select(c => c.Type));
        Assert.Equal(1, await Subscriptions.CountAsync("desk", default));
    }

    [Fact]
    public async Task Saving_does_not_take_a_disabled_endpoint_into_use_again()
    {
        var subscription = await Subscriptions.SaveAsync(Subscription("1"), [], default);
        await Alerts.DisableEndpointAsync(subscription.Channels[0].Id, "gone", default);

        Assert.Equal("gone", (await Subscriptions.SaveAsync(subscription, [], default)).Channels[0].DisabledReason);
    }

    [Fact]
    public async Task Every_change_of_what_is_asked_changes_the_version_and_reading_does_not()
    {
        var versions = new List<long> { await Subscriptions.VersionAsync(default) };
        var subscription = await Subscriptions.SaveAsync(Subscription("1"), [], default);
        versions.Add(await Subscriptions.VersionAsync(default));
        await Subscriptions.SaveAsync(subscription with { Paused = true }, [], default);
        versions.Add(await Subscriptions.VersionAsync(default));
        await Subscriptions.RemoveAsync(subscription.Id, default);
        versions.Add(await Subscriptions.VersionAsync(default));

        Assert.Equal(4, versions.Distinct().Count());
        Assert.False(await Subscriptions.RemoveAsync(subscription.Id, default));
        await Subscriptions.ListAsync(null, new PageRequest(), default);
        Assert.Equal(versions[^1], await Subscriptions.VersionAsync(default));
    }

    [Fact]
    public async Task What_does_not_concern_matching_leaves_the_version()
    {
        var subscription = await Subscriptions.SaveAsync(Subscription("1"), [], default);
        var version = await Subscriptions.VersionAsync(default);

        await Subscriptions.SaveAsync(subscription with { Name = "renamed", MinSources = 3, Channels = [subscription.Channels[1]] }, [], default);

        Assert.Equal(version, await Subscriptions.VersionAsync(default));
    }

    [Fact]
    public async Task The_standing_ones_are_those_that_are_not_paused_page_by_page()
    {
        for (var i = 0; i < 5; i++)
            await Subscriptions.SaveAsync(Subscription($"{i}"), [], default);
        await Subscriptions.SaveAsync(Subscription("3") with { Paused = true }, [], default);

        var first = await Subscriptions.StandingAsync(new PageRequest(Limit: 3), default);
        var second = await Subscriptions.StandingAsync(new PageRequest(first.Next, 3), default);

        var expected = new[] { "0", "1", "2", "4" }.Select(name => new StandingQuery(Subscription(name).Id, "desk", "raimondo", Start)).OrderBy(s => s.Id, StringComparer.Ordinal);
        Assert.Equal(expected, first.Items.Concat(second.Items));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Changes_after_a_version_are_what_became_of_each_subscription_since()
    {
        foreach (var name in (string[])["kept", "changed", "paused", "removed", "back"])
            await Subscriptions.SaveAsync(Subscription(name), [], default);
        var before = await Subscriptions.VersionAsync(default);

        await Subscriptions.SaveAsync(Subscription("changed") with { Query = "gold" }, [], default);
        await Subscriptions.SaveAsync(Subscription("changed") with { Query = "silver" }, [], default);
        await Subscriptions.SaveAsync(Subscription("paused") with { Paused = true }, [], default);
        await Subscriptions.RemoveAsync(Subscription("removed").Id, default);
        await Subscriptions.RemoveAsync(Subscription("back").Id, default);
        await Subscriptions.SaveAsync(Subscription("back"), [], default);
        var changes = (await Subscriptions.ChangesAsync(before, default))!;

        Assert.Equivalent(new[] { (Subscription("changed").Id, "silver"), (Subscription("back").Id, "raimondo") }, changes.Standing.Select(s => (s.Id, s.Query)), strict: true);
        Assert.Equivalent(new[] { Subscription("paused").Id, Subscription("removed").Id }, changes.Gone, strict: true);
        Assert.Equal(await Subscriptions.VersionAsync(default), changes.Version);
        var nothing = (await Subscriptions.ChangesAsync(changes.Version, default))!;
        Assert.Equal((0, 0, changes.Version), (nothing.Standing.Count, nothing.Gone.Count, nothing.Version));
    }

    [Fact]
    public async Task What_changed_after_a_version_of_another_database_is_not_known()
    {
        await Subscriptions.SaveAsync(Subscription("1"), [], default);

        Assert.Null(await Subscriptions.ChangesAsync(await Subscriptions.VersionAsync(default) + 1, default));
        Assert.Null(await Subscriptions.ChangesAsync(-200_000, default));
    }

    [Fact]
    public async Task Subscriptions_are_listed_by_subscriber_page_by_page()
    {
        for (var i = 0; i < 5; i++)
            await Subscriptions.SaveAsync(Subscription($"{i}"), [], default);
        await Subscriptions.SaveAsync(Subscription("x", subscriber: "other"), [], default);

        var first = await Subscriptions.ListAsync("desk", new PageRequest(Limit: 3), default);
        var second = await Subscriptions.ListAsync("desk", new PageRequest(first.Next, 3), default);

        Assert.Equal((3, 2), (first.Items.Count, second.Items.Count));
        Assert.Null(second.Next);
        Assert.Equal(["0", "1", "2", "3", "4"], first.Items.Concat(second.Items).Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.Equal(6, (await Subscriptions.ListAsync(null, new PageRequest(), default)).Items.Count);
        Assert.Equal(5, await Subscriptions.CountAsync("desk", default));
    }

    private static Subscription Subscription(string name, string? secret = "whsec_first", string subscriber = "desk")
    {
        var url = $"https://{subscriber}.example/hook";
        return new Subscription
        {
            Id = StableId.Create("sub", subscriber, name),
            Subscriber = subscriber,
            Name = name,
            Query = "raimondo",
            Channels =
            [
                new AlertEndpoint { Id = StableId.Create("end", subscriber, "webhook", url), Subscriber = subscriber, Type = "webhook", Url = url, Secret = secret },
                new AlertEndpoint { Id = StableId.Create("end", subscriber, "log", ""), Subscriber = subscriber, Type = "log" },
            ],
            Created = Start,
        };
    }
}
