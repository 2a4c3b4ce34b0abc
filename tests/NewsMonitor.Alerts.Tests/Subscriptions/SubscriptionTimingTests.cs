using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Digests;
using NewsMonitor.Alerts.Quiet;
using NewsMonitor.Alerts.Subscriptions;
using NewsMonitor.Alerts.Tests.World;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.Subscriptions;

/// <summary>Digests and quiet hours as subscribers write them.</summary>
public sealed class SubscriptionTimingTests : IAsyncDisposable
{
    private static readonly SubscriptionInput Good = new("desk", "The call", "raimondo", [new ChannelInput("test", "a")]);

    private static readonly QuietHoursInput Night = new("22:00", "06:30");

    private readonly AlertWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Without_a_word_on_it_all_is_told_at_once_at_any_hour()
    {
        var created = await CreateAsync(Good);
        Assert.Equal((null, null), (created.Digest, created.Quiet));
        Assert.Equal((null, null), ((await CreateAsync(Good with { Name = "b", Delivery = "immediate" })).Digest, created.Quiet));
    }

    [Theory]
    [InlineData("hourly", null, null, DigestPeriod.Hourly, "00:00", DayOfWeek.Monday)]
    [InlineData("daily", null, null, DigestPeriod.Daily, "08:00", DayOfWeek.Monday)]
    [InlineData("daily", "17:45", null, DigestPeriod.Daily, "17:45", DayOfWeek.Monday)]
    [InlineData("weekly", null, null, DigestPeriod.Weekly, "08:00", DayOfWeek.Monday)]
    [InlineData("weekly", "07:00", "Friday", DigestPeriod.Weekly, "07:00", DayOfWeek.Friday)]
    public async Task A_digest_comes_when_the_subscriber_says_or_when_the_options_do(string delivery, string? at, string? day, DigestPeriod period, string time, DayOfWeek on)
    {
        var created = await CreateAsync(Good with { Delivery = delivery, DigestAt = at, DigestDay = day });
        Assert.Equal(new DigestSchedule(period, TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), on), created.Digest);
        Assert.Equal(created.Digest, (await _world.Subscriptions.FindAsync(created.Id, default))!.Digest);
    }

    [Theory]
    [InlineData(null, null, QuietMode.Hold, 0)]
    [InlineData("critical", null, QuietMode.Critical, 10)]
    [InlineData("critical", 4, QuietMode.Critical, 4)]
    [InlineData("drop", null, QuietMode.Drop, 0)]
    public async Task Quiet_hours_hold_unless_the_subscriber_says_otherwise(string? mode, int? sources, QuietMode expected, int critical)
    {
        var created = await CreateAsync(Good with { QuietHours = Night with { Mode = mode, CriticalSources = sources } });
        Assert.Equal(new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 30), expected, critical), created.Quiet);
        Assert.Equal(created.Quiet, (await _world.Subscriptions.FindAsync(created.Id, default))!.Quiet);
    }

    [Theory]
    [InlineData("22:00", "22:00", null, null, "quietHours.end")]
    [InlineData("25:00", "06:00", null, null, "quietHours.start")]
    [InlineData("22:00", "6", null, null, "quietHours.end")]
    [InlineData(null, "06:00", null, null, "quietHours.start")]
    [InlineData("22:00", null, null, null, "quietHours.end")]
    [InlineData("22:00", "06:00", "never", null, "quietHours.mode")]
    [InlineData("22:00", "06:00", "hold", 3, "quietHours.criticalSources")]
    [InlineData("22:00", "06:00", "critical", 0, "quietHours.criticalSources")]
    [InlineData("22:00", "06:00", "none", null, "quietHours")]
    public async Task Wrong_quiet_hours_are_refused_by_field(string? start, string? end, string? mode, int? sources, string field) =>
        await RefusedAsync(Good with { QuietHours = new QuietHoursInput(start, end, mode, sources) }, field);

    [Theory]
    [InlineData("yearly", null, null, "delivery")]
    [InlineData("immediate", "08:00", null, "digestAt")]
    [InlineData(null, "08:00", null, "digestAt")]
    [InlineData("hourly", "08:00", null, "digestAt")]
    [InlineData("daily", "8 pm", null, "digestAt")]
    [InlineData("daily", null, "monday", "digestDay")]
    [InlineData("weekly", null, "someday", "digestDay")]
    [InlineData("weekly", null, "1", "digestDay")]
    public async Task A_wrong_digest_is_refused_by_field(string? delivery, string? at, string? day, string field) =>
        await RefusedAsync(Good with { Delivery = delivery, DigestAt = at, DigestDay = day }, field);

    [Fact]
    public async Task A_digest_in_quiet_hours_that_would_drop_it_every_time_is_refused()
    {
        var drop = Night with { Mode = "drop" };
        await RefusedAsync(Good with { Delivery = "daily", DigestAt = "03:00", QuietHours = drop }, "quietHours.mode");
        await RefusedAsync(Good with { Delivery = "weekly", DigestAt = "22:00", QuietHours = drop }, "quietHours.mode");
        await CreateAsync(Good with { Delivery = "daily", DigestAt = "06:30", QuietHours = drop });
        var other = await CreateAsync(Good with { Name = "b", Delivery = "daily", DigestAt = "03:00" });
        Assert.Equal("quietHours.mode", (await Assert.ThrowsAsync<InvalidInputException>(() => ChangeAsync(other, new SubscriptionChange { QuietHours = drop }))).Field);
    }

    [Fact]
    public async Task A_change_leaves_what_it_does_not_name()
    {
        var created = await CreateAsync(Good with { Delivery = "weekly", DigestAt = "07:00", DigestDay = "friday", QuietHours = Night });

        Assert.Equal((created.Digest, created.Quiet), Timing(await ChangeAsync(created, new SubscriptionChange(Name: "other"))));
        Assert.Equal(created.Digest! with { At = new TimeOnly(9, 0) }, (await ChangeAsync(created, new SubscriptionChange { DigestAt = "09:00" })).Digest);
        Assert.Equal((new TimeOnly(9, 0), DigestPeriod.Daily), (await ChangeAsync(created, new SubscriptionChange { Delivery = "daily" })).Digest is var daily ? (daily!.At, daily.Every) : default);
        Assert.Equal((null, created.Quiet), Timing(await ChangeAsync(created, new SubscriptionChange { Delivery = "immediate" })));
        Assert.Equal((null, null), Timing(await ChangeAsync(created, new SubscriptionChange { QuietHours = new QuietHoursInput(Mode: "none") })));
    }

    [Fact]
    public async Task The_same_name_with_other_hours_is_another_subscription()
    {
        var first = await CreateAsync(Good with { QuietHours = Night });
        Assert.Equal(first.Id, (await CreateAsync(Good with { QuietHours = Night })).Id);
        await RefusedAsync(Good, "name");
        await RefusedAsync(Good with { QuietHours = Night, Delivery = "daily" }, "name");
    }

    [Fact]
    public void Wrong_settings_are_told_in_a_sentence_each() => Assert.Equal(
        [
            "NewsMonitor:Alerts:Digests:At is 08:00:30.0000000; it must be a time in whole minutes.",
            "NewsMonitor:Alerts:Digests:Day is 9; it must be a day of the week.",
            "NewsMonitor:Alerts:Quiet:CriticalSources is 0; it must be 1 or more.",
        ],
        new AlertOptions
        {
            Digests = new DigestOptions { At = new TimeOnly(8, 0, 30), Day = (DayOfWeek)9 },
            Quiet = new QuietOptions { CriticalSources = 0 },
        }.Validate());

    private static (DigestSchedule?, QuietHours?) Timing(Subscription subscription) => (subscription.Digest, subscription.Quiet);

    private Task<Subscription> CreateAsync(SubscriptionInput input) => _world.Service.CreateAsync(input, default);

    private async Task<Subscription> ChangeAsync(Subscription subscription, SubscriptionChange change) => (await _world.Service.ChangeAsync(subscription.Id, change, default))!;

    private async Task RefusedAsync(SubscriptionInput input, string field) =>
        Assert.Equal(field, (await Assert.ThrowsAsync<InvalidInputException>(() => CreateAsync(input))).Field);
}
