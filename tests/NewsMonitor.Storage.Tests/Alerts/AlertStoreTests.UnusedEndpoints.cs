using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Channels.Mail;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Alerts;

/// <summary>Endpoints that nobody uses.</summary>
public abstract partial class AlertStoreTests
{
    private static DateTimeOffset Unused => Start.AddDays(1);

    [Fact]
    public async Task An_endpoint_that_no_subscription_uses_is_removed_with_its_deliveries_after_its_time_and_what_was_told_stays()
    {
        var delivery = await OutOfUseAsync();
        await Deliveries.ForgetAttemptsAsync(Unused, default);

        Assert.Equal(1, await Stores.UnusedEndpoints.NoteAsync(Unused, default));
        Assert.Equal(0, await Stores.UnusedEndpoints.NoteAsync(Unused.AddHours(1), default));
        Assert.Equal(0, await Stores.UnusedEndpoints.RemoveAsync(Unused.AddTicks(-10_000), default));
        Assert.NotNull(await Alerts.FindEndpointAsync(delivery.EndpointId, default));
        Assert.Equal(1, await Stores.UnusedEndpoints.RemoveAsync(Unused, default));

        Assert.Null(await Alerts.FindEndpointAsync(delivery.EndpointId, default));
        Assert.Null(await Deliveries.FindAsync(delivery.Id, default));
        Assert.NotNull(await Alerts.FindAsync(delivery.AlertId, default));
        Assert.Equal(0, await Stores.UnusedEndpoints.RemoveAsync(Unused, default));
    }

    [Fact]
    public async Task An_endpoint_that_is_used_or_has_something_pending_is_not_unused()
    {
        var delivery = await OneDeliveryAsync();
        await Subscriptions.SaveAsync(Subscription("others", "others"), [], default);
        await Subscriptions.RemoveAsync(Call.Id, default);

        Assert.Equal(0, await Stores.UnusedEndpoints.NoteAsync(Unused, default));
        await FailAsync(delivery, DeliveryState.Dead);
        Assert.Equal(1, await Stores.UnusedEndpoints.NoteAsync(Unused, default));
    }

    [Fact]
    public async Task What_is_replayed_at_an_unused_endpoint_keeps_it_until_its_attempts_are_forgotten()
    {
        var delivery = await OutOfUseAsync();
        await Stores.UnusedEndpoints.NoteAsync(Unused, default);
        await Deliveries.ReplayAsync(delivery.Id, Unused.AddDays(29), default);
        await Deliveries.ForgetAttemptsAsync(Unused, default);
        Assert.Equal(0, await Stores.UnusedEndpoints.RemoveAsync(Unused, default));
        await FailAsync((await Deliveries.FindAsync(delivery.Id, default))!.Delivery, DeliveryState.Delivered, Unused.AddDays(29));
        Assert.Equal(0, await Stores.UnusedEndpoints.RemoveAsync(Unused, default));

        await Deliveries.ForgetAttemptsAsync(Unused.AddDays(30), default);
        Assert.Equal(1, await Stores.UnusedEndpoints.RemoveAsync(Unused, default));
    }

    [Fact]
    public async Task An_endpoint_that_is_taken_into_use_again_is_the_same_one_and_has_its_time_anew()
    {
        await OutOfUseAsync();
        await Deliveries.ForgetAttemptsAsync(Unused, default);
        await Stores.UnusedEndpoints.NoteAsync(Unused, default);
        await Subscriptions.SaveAsync(Call, [], default);
        Assert.Equal(0, await Stores.UnusedEndpoints.RemoveAsync(Unused, default));

        await Subscriptions.RemoveAsync(Call.Id, default);
        Assert.Equal(1, await Stores.UnusedEndpoints.NoteAsync(Unused.AddDays(2), default));
        Assert.Equal(0, await Stores.UnusedEndpoints.RemoveAsync(Unused.AddDays(1), default));
        Assert.Equal(1, await Stores.UnusedEndpoints.RemoveAsync(Unused.AddDays(2), default));
    }

    [Theory]
    [InlineData(Unsubscribing.Reason, false)]
    [InlineData("The endpoint answered 410 Gone.", true)]
    public async Task What_its_recipient_ended_stays_ended_and_what_else_was_disabled_goes(string reason, bool goes)
    {
        var delivery = await OutOfUseAsync();
        await Deliveries.ForgetAttemptsAsync(Unused, default);
        await Stores.UnusedEndpoints.NoteAsync(Unused, default);
        await Alerts.DisableEndpointAsync(delivery.EndpointId, reason, default);

        Assert.Equal(goes ? 1 : 0, await Stores.UnusedEndpoints.RemoveAsync(Unused, default));
        Assert.Equal(goes ? null : reason, (await Alerts.FindEndpointAsync(delivery.EndpointId, default))?.DisabledReason);
    }

    [Fact]
    public async Task Endpoints_are_counted_by_subscriber_used_or_not_and_among_some()
    {
        await OutOfUseAsync();
        var other = Endpoint("desk", "https://other.example/hook");
        await Subscriptions.SaveAsync(Subscription("others", "others"), [], default);
        await Subscriptions.SaveAsync(Subscription("other", "desk", other), [], default);

        Assert.Equal((2, 1), await Subscriptions.CountEndpointsAsync("desk", [other.Id, "end_none"], default));
        Assert.Equal((0, 0), await Subscriptions.CountEndpointsAsync("nobody", [other.Id], default));
    }

    /// <summary>An endpoint that delivered once and that no subscription uses.</summary>
    private async Task<Delivery> OutOfUseAsync()
    {
        var delivery = await OneDeliveryAsync();
        await FailAsync(delivery, DeliveryState.Delivered);
        await Subscriptions.RemoveAsync(Call.Id, default);
        return delivery;
    }
}
