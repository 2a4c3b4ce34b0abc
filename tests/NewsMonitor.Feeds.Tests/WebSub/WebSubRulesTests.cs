using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Feeds.WebSub;

namespace NewsMonitor.Feeds.Tests.WebSub;

/// <summary>What holds of a subscription whatever its hub, its feed and the clock do.</summary>
public sealed class WebSubRulesTests
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);
    private static readonly WebSubOptions Options = new() { PublicUrl = "https://news.example" };

    [Fact]
    public void Whatever_happens_it_is_never_stuck_never_live_without_a_verified_lease_and_asks_no_more_often_than_it_may() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(20241008, 5), Prop.ForAll<int>(Life));

    [Fact]
    public void No_two_share_a_callback_or_a_secret()
    {
        var many = Enumerable.Range(0, 100).Select(_ => WebSubRules.New("feed", new HubLinks("https://t.example/", ["https://h.example/"], false), "https://h.example/", Options, Start)).ToList();

        Assert.Equal(200, many.SelectMany(s => new[] { s.Id, s.Secret }).Distinct(StringComparer.Ordinal).Count());
        Assert.All(many, s => Assert.Equal("https://news.example/websub/" + s.Id, s.Callback));
    }

    private static bool Life(int seed)
    {
        var random = new Random(seed);
        var now = Start;
        var subscription = WebSubRules.New("feed", new HubLinks("https://t.example/", ["https://h.example/"], false), "https://h.example/", Options, now);
        DateTimeOffset? verifiedUntil = null;
        var (requests, watched, exists) = (0, true, true);
        for (var n = 0; n < 200 && subscription.State != WebSubState.Ended; n++)
        {
            now += TimeSpan.FromSeconds(Math.Pow(1_000_000, random.NextDouble()));
            var before = subscription;
            switch (random.Next(8))
            {
                case <= 2 when subscription.Due <= now:
                    var step = WebSubRules.Step(new DueSubscription(subscription, exists, exists && watched), Options, now);
                    subscription = step.Next;
                    if (step.Ask is not null)
                    {
                        requests++;
                        if (!exists && step.Ask == HubMode.Subscribe)
                            return false;
                        if (random.Next(3) == 0)
                        {
                            subscription = WebSubRules.Failed(subscription, "no", random.Next(2) == 0 ? null : TimeSpan.FromSeconds(random.Next()), Options, now);
                            // A failed request is never repeated at once.
                            if (subscription.Due <= now)
                                return false;
                        }
                    }
                    else if (subscription.State != WebSubState.Ended && subscription.Due <= now)
                    {
                        // Whoever was due either asks, ends, or waits.
                        return false;
                    }

                    break;
                case 3 when WebSubRules.Agrees(subscription, HubMode.Subscribe, "https://t.example/"):
                    string?[] leases = [null, "0", "5", "3600", "864000", "99999999999", "-1", "x"];
                    subscription = WebSubRules.Verified(subscription, leases[random.Next(leases.Length)], Options, now);
                    verifiedUntil = now + Options.MaximumLease;
                    if (requests == 0 || !subscription.Live(now.AddSeconds(-1)))
                        return false;
                    break;
                case 4 when WebSubRules.Agrees(subscription, HubMode.Subscribe, "https://t.example/"):
                    subscription = WebSubRules.Denied(subscription, "no", Options, now);
                    break;
                case 5:
                    watched = random.Next(2) == 0;
                    subscription = subscription with { Due = default };
                    break;
                case 6 when random.Next(20) == 0:
                    exists = false;
                    subscription = subscription with { Due = default };
                    break;
                case 7 when WebSubRules.Agrees(subscription, HubMode.Unsubscribe, "https://t.example/"):
                    subscription = subscription with { State = WebSubState.Ended };
                    break;
            }

            if (subscription.Live(now) && (verifiedUntil is null || now > verifiedUntil || subscription.LiveSince is null))
                return false;
            if (subscription.State is WebSubState.Active or WebSubState.Renewing && (subscription.ExpiresAt is null || subscription.RenewAt is null))
                return false;
            if (subscription.State == WebSubState.Ended && exists)
                return false;
            subscription = subscription with { Version = before.Version + 1 };
        }

        return true;
    }
}
