using System.Net;
using NewsMonitor.TestKit;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api;

public sealed class AlertsApiTests(SeededServer seeded) : IClassFixture<SeededServer>
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("?subscriber=desk", 1)]
    [InlineData("?subscriber=nobody", 0)]
    [InlineData("?story=story_unknown", 0)]
    public async Task Alerts_are_found_by_subscriber_and_story(string query, int count) =>
        Assert.Equal(count, (await seeded.ItemsAsync("/api/v1/alerts" + query)).Length);

    [Fact]
    public async Task An_alert_says_who_was_told_what_why_and_how_it_arrived()
    {
        var detail = await seeded.Server.GetAsync($"/api/v1/alerts/{seeded.AlertId}");

        var alert = detail.GetProperty("alert");
        Assert.Equal(("desk", "new"), (Text(alert, "subscriber"), Text(alert, "occasion")));
        Assert.Equal([seeded.SubscriptionId], alert.GetProperty("subscriptions").EnumerateArray().Select(id => id.GetString()));
        Assert.NotEqual(0, alert.GetProperty("why").GetArrayLength());
        Assert.Contains("Ostrel", Text(alert.GetProperty("story"), "headline"), StringComparison.Ordinal);
        var delivery = detail.GetProperty("deliveries")[0];
        Assert.Equal("delivered", Text(delivery, "state"));
        Assert.Equal(("webhook", seeded.Outside.Url("/hook")), (Text(delivery.GetProperty("endpoint"), "type"), Text(delivery.GetProperty("endpoint"), "url")));
        Assert.False(delivery.GetProperty("endpoint").TryGetProperty("secret", out _));
        Assert.Equal((1, 204), (delivery.GetProperty("attempts")[0].GetProperty("number").GetInt32(), delivery.GetProperty("attempts")[0].GetProperty("httpStatus").GetInt32()));
    }
}
