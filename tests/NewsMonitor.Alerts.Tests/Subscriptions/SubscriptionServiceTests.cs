using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Channels.Mail;
using NewsMonitor.Alerts.Channels.Webhook;
using NewsMonitor.Alerts.Subscriptions;
using NewsMonitor.Alerts.Tests.World;
using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Alerts.Tests.Subscriptions;

public sealed class SubscriptionServiceTests : IAsyncDisposable
{
    private static readonly SubscriptionInput Good = new(
        "desk-asia", "The call", "raimondo AND wang", [new ChannelInput("webhook", "https://example.org/hook")], 2, "immediate", "Asia/Singapore");

    private readonly AlertWorld _world = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddHttpClient().BuildServiceProvider();

    private SubscriptionService Service => ServiceOn(_world.Alerts);

    private SubscriptionService ServiceOn(IAlertStore alerts) => new(
        _world.Subscriptions,
        alerts,
        new SubscriptionLookBack(_world.Subscriptions, alerts, _world.Texts, _world.Options, _world.Clock),
        new AlertChannels([new WebhookChannel(Http, _world.Options, _world.Clock), _world.Channel]),
        _world.Wakes,
        _world.Options,
        _world.Clock);

    private ChannelHttp Http => new(_services.GetRequiredService<IHttpClientFactory>(), _world.Options, _world.Clock);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_subscription_is_created_as_it_was_written()
    {
        var created = await Service.CreateAsync(Good, default);

        Assert.Equal(
            ("desk-asia", "The call", "raimondo AND wang", 2, "Asia/Singapore", _world.Clock.GetUtcNow()),
            (created.Subscriber, created.Name, created.Query, created.MinSources, created.TimeZone, created.Created));
        Assert.Equal("https://example.org/hook", Assert.Single(created.Channels).Url);
        Assert.NotNull(await _world.Subscriptions.FindAsync(created.Id, default));
    }

    [Fact]
    public async Task Of_two_different_ones_under_one_name_at_the_same_time_one_is_refused()
    {
        var service = Service;
        var queries = Enumerable.Range(0, 8).Select(i => $"q{i}").ToArray();

        var outcomes = await Task.WhenAll(queries.Select(query => Task.Run(async () =>
        {
            try
            {
                return (await service.CreateAsync(Good with { Query = query }, default)).Query;
            }
            catch (InvalidInputException)
            {
                return null;
            }
        })));

        var stored = Assert.Single((await _world.Subscriptions.ListAsync("desk-asia", new PageRequest(), default)).Items);
        Assert.Equal(stored.Query, Assert.Single(outcomes, query => query is not null));
    }

    [Fact]
    public async Task A_name_stays_unique_when_a_subscription_is_renamed_and_its_old_name_is_free()
    {
        var service = Service;
        var first = await service.CreateAsync(Good, default);
        var second = await service.CreateAsync(Good with { Name = "The visit" }, default);

        await Assert.ThrowsAsync<InvalidInputException>(() => service.ChangeAsync(second.Id, new SubscriptionChange(Good.Name, null, null, null, null, null), default));
        await service.ChangeAsync(first.Id, new SubscriptionChange("Renamed", null, null, null, null, null), default);
        var third = await service.CreateAsync(Good with { Query = "something else" }, default);

        Assert.NotEqual(first.Id, third.Id);
        Assert.Equal("Renamed", (await _world.Subscriptions.FindAsync(first.Id, default))!.Name);
    }

    [Fact]
    public async Task A_subscription_that_is_paused_stays_paused_when_it_is_written_again()
    {
        var service = Service;
        var created = await service.CreateAsync(Good, default);
        await service.ChangeAsync(created.Id, new SubscriptionChange(null, null, null, null, null, Paused: true), default);

        Assert.True((await service.CreateAsync(Good, default)).Paused);
    }

    [Fact]
    public async Task A_secret_is_made_when_none_is_given_and_shown_once()
    {
        var created = await Service.CreateAsync(Good, default);
        Assert.Equal(32, WebhookSecret.Key(created.Channels[0].Secret)!.Length);

        Assert.Null((await Service.CreateAsync(Good, default)).Channels[0].Secret);
        Assert.Null((await _world.Subscriptions.FindAsync(created.Id, default))!.Channels[0].Secret);
        Assert.Equal(created.Channels[0].Secret, (await _world.Alerts.FindEndpointAsync(created.Channels[0].Id, default))!.Secret);
    }

    [Fact]
    public async Task A_given_secret_is_used_and_replaces_the_one_that_was_there()
    {
        const string Given = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        var created = await Service.CreateAsync(Good, default);
        var changed = await Service.ChangeAsync(created.Id, new SubscriptionChange(Channels: [new ChannelInput("webhook", "https://example.org/hook", Given)]), default);
        Assert.Equal(Given, changed!.Channels[0].Secret);
        var endpoint = (await _world.Alerts.FindEndpointAsync(created.Channels[0].Id, default))!;
        Assert.Equal(Given, endpoint.Secret);
        Assert.Equal(
            (created.Channels[0].Secret, _world.Clock.GetUtcNow() + _world.Options.SecretOverlap), (endpoint.PreviousSecret, endpoint.PreviousSecretUntil));
    }

    [Fact]
    public async Task Subscriptions_of_one_subscriber_share_an_endpoint_and_its_secret()
    {
        var first = await Service.CreateAsync(Good, default);
        var second = await Service.CreateAsync(Good with { Name = "other" }, default);
        Assert.Equal(first.Channels[0].Id, second.Channels[0].Id);
        Assert.Null(second.Channels[0].Secret);
    }

    [Fact]
    public async Task The_same_name_for_something_else_is_refused()
    {
        await Service.CreateAsync(Good, default);
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => Service.CreateAsync(Good with { Query = "gold" }, default));
        Assert.Equal("name", error.Field);
    }

    [Theory]
    [InlineData("subscriber", "needs a subscriber")]
    [InlineData("name", "control characters")]
    [InlineData("query", "Column 12: The query ends")]
    [InlineData("minSources", "between 1 and 1000")]
    [InlineData("delivery", "expected immediate")]
    [InlineData("timeZone", "not an IANA time zone")]
    [InlineData("channels", "at least one channel")]
    [InlineData("channels[0].type", "expected test or webhook")]
    [InlineData("channels[1].url", "not an absolute http or https URL")]
    [InlineData("channels[0].secret", "24 to 64 bytes")]
    [InlineData("channels[0].token", "takes no token")]
    [InlineData("channels[1]", "twice")]
    public async Task What_is_wrong_is_refused_by_its_field(string field, string words)
    {
        var hook = new ChannelInput("webhook", "https://example.org/hook");
        var wrong = field switch
        {
            "subscriber" => Good with { Subscriber = " " },
            "name" => Good with { Name = "a\nb" },
            "query" => Good with { Query = "raimondo OR" },
            "minSources" => Good with { MinSources = 0 },
            "delivery" => Good with { Delivery = "yearly" },
            "timeZone" => Good with { TimeZone = "Asia/Atlantis" },
            "channels" => Good with { Channels = [] },
            "channels[0].type" => Good with { Channels = [new ChannelInput("pigeon")] },
            "channels[1].url" => Good with { Channels = [hook, new ChannelInput("webhook", "ftp://example.org")] },
            "channels[0].token" => Good with { Channels = [hook with { Token = "t" }] },
            "channels[0].secret" => Good with { Channels = [hook with { Secret = "whsec_c2hvcnQ=" }] },
            _ => Good with { Channels = [hook, hook] },
        };
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => Service.CreateAsync(wrong, default));
        Assert.Equal(field, error.Field);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await _world.Subscriptions.CountAsync("desk-asia", default));
    }

    [Fact]
    public async Task A_subscriber_has_so_many_subscriptions_at_most()
    {
        _world.Options.SubscriptionsPerSubscriber = 2;
        await Service.CreateAsync(Good, default);
        await Service.CreateAsync(Good with { Name = "2" }, default);
        var error = await Assert.ThrowsAsync<QuotaExceededException>(() => Service.CreateAsync(Good with { Name = "3" }, default));
        Assert.Equal(("subscriptionsPerSubscriber", 2L), (error.Quota, error.Limit));
        await Service.CreateAsync(Good, default);
    }

    [Fact]
    public async Task A_subscriber_has_so_many_endpoints_at_most_whichever_of_them_are_used()
    {
        _world.Options.EndpointsPerSubscriber = 2;
        var first = await _world.SubscribeAsync("1", "gold", url: "a");
        await _world.SubscribeAsync("2", "gold", url: "b");
        await _world.SubscribeAsync("3", "gold", url: "a");
        await _world.SubscribeAsync("1", "gold", subscriber: "others", url: "a");

        var error = await Assert.ThrowsAsync<QuotaExceededException>(() => _world.SubscribeAsync("4", "gold", url: "c"));
        Assert.Equal(("endpointsPerSubscriber", 2L), (error.Quota, error.Limit));
        Assert.Equal(
            "'desk' has 2 endpoints, of 2 that are taken; this would make it 3. Those that no subscription uses are removed after 30 days.", error.Message);
        Assert.Null(await _world.Subscriptions.FindNamedAsync("desk", "4", default));
        var moved = new SubscriptionChange { Channels = [new ChannelInput("test", "c")] };
        await Assert.ThrowsAsync<QuotaExceededException>(() => Service.ChangeAsync(first.Id, moved, default));

        // Fewer than there are: what is there can still be used and changed.
        _world.Options.EndpointsPerSubscriber = 1;
        Assert.NotNull(await Service.ChangeAsync(first.Id, moved with { Channels = [new ChannelInput("test", "b")] }, default));
        Assert.Contains("NewsMonitor:Alerts:EndpointsPerSubscriber is 0; it must be 1 or more.", new AlertOptions { EndpointsPerSubscriber = 0 }.Validate());
    }

    [Fact]
    public async Task A_subscriber_has_so_many_queries_at_most_that_every_article_is_asked_for()
    {
        _world.Options.Matching.UnanchoredPerSubscriber = 2;
        await Service.CreateAsync(Good with { Query = "NOT sport" }, default);
        var other = await Service.CreateAsync(Good with { Name = "2", Query = "sources>=3" }, default);
        var anchored = await Service.CreateAsync(Good with { Name = "3" }, default);

        var error = await Assert.ThrowsAsync<QuotaExceededException>(() => Service.CreateAsync(Good with { Name = "4", Query = "gold OR NOT silver" }, default));
        Assert.Equal(("unanchoredQueriesPerSubscriber", 2L), (error.Quota, error.Limit));
        await Assert.ThrowsAsync<QuotaExceededException>(() => Service.ChangeAsync(anchored.Id, new SubscriptionChange(Query: "is:new"), default));
        Assert.Equal("NOT gold", (await Service.ChangeAsync(other.Id, new SubscriptionChange(Query: "NOT gold"), default))!.Query);
        await Service.CreateAsync(Good with { Query = "NOT sport" }, default);
        await Service.CreateAsync(Good with { Subscriber = "another", Query = "NOT sport" }, default);
    }

    [Fact]
    public async Task Changing_what_is_not_there_changes_nothing() =>
        Assert.Null(await Service.ChangeAsync("sub_none", new SubscriptionChange(Paused: true), default));

    [Fact]
    public async Task A_change_leaves_the_rest_as_it_was()
    {
        var created = await Service.CreateAsync(Good, default);
        var changed = await Service.ChangeAsync(created.Id, new SubscriptionChange(Query: "gold"), default);
        Assert.Equivalent(created with { Query = "gold", Channels = [created.Channels[0] with { Secret = null }] }, changed);
    }

    [Fact]
    public async Task Whether_deliveries_come_in_order_stays_as_it_was_said_last()
    {
        ChannelInput channel = new("webhook", "https://example.org/hook");
        Assert.False((await Service.CreateAsync(Good, default)).Channels[0].Ordered);
        Assert.True((await Service.CreateAsync(Good with { Channels = [channel with { Ordered = true }] }, default)).Channels[0].Ordered);
        Assert.True((await Service.CreateAsync(Good with { Name = "another" }, default)).Channels[0].Ordered);
        var changed = await Service.ChangeAsync(StableId.Create("sub", "desk-asia", "another"), new SubscriptionChange(Channels: [channel with { Ordered = false }]), default);
        Assert.False(changed!.Channels[0].Ordered);
    }

    [Fact]
    public async Task While_one_looks_back_others_are_saved_of_the_same_subscriber_too()
    {
        var (looks, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var store = new StubbornStore(_world.Alerts);
        var service = ServiceOn(store);
        store.Looking = () =>
        {
            looks.SetResult();
            return goOn.Task;
        };
        var first = service.CreateAsync(Good, default);
        await looks.Task.Soon("the first looks back");
        store.Looking = () => Task.CompletedTask;

        await service.CreateAsync(Good with { Name = "2" }, default).Soon("the second is saved");

        Assert.False(first.IsCompleted);
        goOn.SetResult();
        await first;
    }

    [Fact]
    public async Task An_endpoint_that_its_recipient_ended_is_taken_into_use_again_only_by_saying_so()
    {
        var channel = Good.Channels![0];
        var created = await Service.CreateAsync(Good, default);
        await _world.Alerts.DisableEndpointAsync(created.Channels[0].Id, Unsubscribing.Reason, default);

        Assert.Equal(Unsubscribing.Reason, (await Service.CreateAsync(Good, default)).Channels[0].DisabledReason);
        Assert.Equal(Unsubscribing.Reason, (await Service.ChangeAsync(created.Id, new SubscriptionChange(Channels: [channel with { Resume = false }]), default))!.Channels[0].DisabledReason);
        Assert.Equal(Unsubscribing.Reason, (await _world.Alerts.FindEndpointAsync(created.Channels[0].Id, default))!.DisabledReason);

        Assert.Null((await Service.ChangeAsync(created.Id, new SubscriptionChange(Channels: [channel with { Resume = true }]), default))!.Channels[0].DisabledReason);
        Assert.Null((await _world.Alerts.FindEndpointAsync(created.Channels[0].Id, default))!.DisabledReason);
    }

    [Fact]
    public async Task An_endpoint_that_its_recipient_ends_while_it_is_taken_into_use_again_stays_ended()
    {
        var created = await Service.CreateAsync(Good, default);
        var endpoint = created.Channels[0];
        await _world.Alerts.DisableEndpointAsync(endpoint.Id, "It fails.", default);
        var notice = _world.Composer.Notice(endpoint, Unsubscribing.Reason, new EndpointOwner([], []), _world.Clock.GetUtcNow()).Alert;
        var store = new StubbornStore(_world.Alerts) { Enabling = () => _world.Alerts.DisableEndpointAsync(notice, [], null, default) };

        Assert.Equal(Unsubscribing.Reason, (await ServiceOn(store).CreateAsync(Good, default)).Channels[0].DisabledReason);
        Assert.Equal(Unsubscribing.Reason, (await _world.Alerts.FindEndpointAsync(endpoint.Id, default))!.DisabledReason);
    }
}
