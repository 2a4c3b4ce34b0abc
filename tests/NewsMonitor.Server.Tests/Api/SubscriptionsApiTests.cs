using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api;

public sealed class SubscriptionsApiTests(SeededServer seeded) : IClassFixture<SeededServer>
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private RunningServer Server => seeded.Server;

    [Fact]
    public async Task A_subscription_is_created_at_its_location_and_its_secret_is_shown_once()
    {
        using var response = await Server.PostAsync(
            "/api/v1/subscriptions",
            $$"""
            {"subscriber": "desk-asia", "name": "The call", "query": "raimondo AND wang", "minSources": 2, "delivery": "immediate",
             "channels": [{"type": "webhook", "url": "http://127.0.0.1:9/hook", "secret": "{{Secret}}"}, {"type": "log"}], "timeZone": "Asia/Singapore"}
            """);
        var created = await response.Content.ReadFromJsonAsync<JsonElement>();
        var path = $"/api/v1/subscriptions/{Text(created, "id")}";
        var read = await Server.GetAsync(path);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(path, response.Headers.Location?.ToString());
        Assert.Equal(Secret, Text(created.GetProperty("channels")[0], "secret"));
        Assert.Equal(("desk-asia", "The call", 2, "Asia/Singapore"), (Text(read, "subscriber"), Text(read, "name"), read.GetProperty("minSources").GetInt32(), Text(read, "timeZone")));
        Assert.DoesNotContain(Secret, read.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, (await Server.GetAsync("/api/v1/subscriptions")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_made_when_none_is_given()
    {
        var created = await Server.CreateAsync(
            "/api/v1/subscriptions", """{"subscriber": "made", "name": "n", "query": "q", "channels": [{"type": "webhook", "url": "http://127.0.0.1:9/made"}]}""");

        Assert.StartsWith("whsec_", Text(created.GetProperty("channels")[0], "secret"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digests_and_quiet_hours_are_shown_as_they_were_written_and_changed_by_parts()
    {
        var created = await Server.CreateAsync(
            "/api/v1/subscriptions",
            """
            {"subscriber": "timed", "name": "n", "query": "q", "channels": [{"type": "log"}], "delivery": "weekly", "digestAt": "07:30", "digestDay": "friday",
             "quietHours": {"start": "22:00", "end": "06:00", "mode": "critical"}, "timeZone": "Asia/Singapore"}
            """);
        using var response = await Server.SendAsync(
            HttpMethod.Patch, $"/api/v1/subscriptions/{Text(created, "id")}", """{"delivery": "daily", "quietHours": {"mode": "none"}}""");
        var changed = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(("weekly", "07:30", "friday"), (Text(created, "delivery"), Text(created, "digestAt"), Text(created, "digestDay")));
        Assert.Equal("""{"start":"22:00","end":"06:00","mode":"critical","criticalSources":10}""", created.GetProperty("quietHours").GetRawText());
        Assert.Equal(("daily", "07:30", JsonValueKind.Null), (Text(changed, "delivery"), Text(changed, "digestAt"), changed.GetProperty("quietHours").ValueKind));
    }

    [Fact]
    public async Task Who_saves_a_query_that_every_article_is_asked_for_is_told_so()
    {
        var every = await Server.CreateAsync("/api/v1/subscriptions", """{"subscriber": "every", "name": "n", "query": "NOT sport", "channels": [{"type": "log"}]}""");
        var some = await Server.CreateAsync("/api/v1/subscriptions", """{"subscriber": "every", "name": "m", "query": "gold NOT sport", "channels": [{"type": "log"}]}""");

        Assert.Contains("asked of every article", Assert.Single(every.GetProperty("notes").EnumerateArray()).GetString(), StringComparison.Ordinal);
        Assert.Empty(some.GetProperty("notes").EnumerateArray());
    }

    [Fact]
    public async Task The_same_subscription_again_is_the_one_that_is_there()
    {
        const string Body = """{"subscriber": "twice", "name": "n", "query": "q", "channels": [{"type": "log"}]}""";

        var first = await Server.CreateAsync("/api/v1/subscriptions", Body);
        var second = await Server.CreateAsync("/api/v1/subscriptions", Body);

        Assert.Equal(Text(first, "id"), Text(second, "id"));
        Assert.Single(await seeded.ItemsAsync("/api/v1/subscriptions?subscriber=twice"));
    }

    [Fact]
    public async Task Subscriptions_are_listed_by_subscriber() =>
        Assert.Equal([seeded.SubscriptionId], (await seeded.ItemsAsync("/api/v1/subscriptions?subscriber=desk")).Select(s => Text(s, "id")));

    [Fact]
    public async Task A_subscription_is_changed_paused_and_removed()
    {
        var created = await Server.CreateAsync("/api/v1/subscriptions", """{"subscriber": "change", "name": "n", "query": "q", "channels": [{"type": "log"}]}""");
        var path = $"/api/v1/subscriptions/{Text(created, "id")}";

        using var changed = await Server.SendAsync(HttpMethod.Patch, path, """{"query": "other OR words", "paused": true, "minSources": 3}""");
        var after = await changed.Content.ReadFromJsonAsync<JsonElement>();
        using var removed = await Server.Http.DeleteAsync(path);
        using var again = await Server.Http.DeleteAsync(path);

        Assert.Equal(("other OR words", true, 3, "n"), (Text(after, "query"), after.GetProperty("paused").GetBoolean(), after.GetProperty("minSources").GetInt32(), Text(after, "name")));
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, again, "There is no subscription");
    }

    [Theory]
    [InlineData("""{"name": "n", "query": "q", "channels": [{"type": "log"}]}""", "subscriber", "'subscriber' is missing.")]
    [InlineData("""{"subscriber": "s", "name": "n", "query": "a AND (b", "channels": [{"type": "log"}]}""", "query", "Column 7: ")]
    [InlineData("""{"subscriber": "s", "name": "n", "query": "q", "channels": []}""", "channels", "at least one channel")]
    [InlineData("""{"subscriber": "s", "name": "n", "query": "q", "channels": [{"type": "log"}, null]}""", "channels[1]", "must not be null")]
    [InlineData("""{"subscriber": "s", "name": "n", "query": "q", "channels": [{"type": "pigeon"}]}""", "channels[0].type", "There is no channel 'pigeon'")]
    [InlineData("""{"subscriber": "s", "name": "n", "query": "q", "channels": [{"type": "log"}, {"type": "webhook"}]}""", "channels[1].url", "")]
    [InlineData("""{"subscriber": "s", "name": "n", "query": "q", "channels": [{"type": "webhook", "url": "http://127.0.0.1:9/", "secret": "short"}]}""", "channels[0].secret", "")]
    [InlineData("""{"subscriber": "s", "name": "n", "query": "q", "channels": [{"type": "log", "uri": "x"}]}""", "channels[0].uri", "'uri' is not known here. Known are: type, url, secret, signature, to,")]
    [InlineData("""{"subscriber": "s", "name": "n", "query": "q", "minSources": 0, "channels": [{"type": "log"}]}""", "minSources", "")]
    [InlineData("""{"subscriber": "s", "name": "n", "query": "q", "delivery": "yearly", "channels": [{"type": "log"}]}""", "delivery", "'yearly'")]
    [InlineData("""{"subscriber": "s", "name": "n", "query": "q", "delivery": "hourly", "digestAt": "08:00", "channels": [{"type": "log"}]}""", "digestAt", "daily")]
    [InlineData("""{"subscriber": "s", "name": "n", "query": "q", "timeZone": "Moon/Tranquility", "channels": [{"type": "log"}]}""", "timeZone", "IANA")]
    [InlineData("""{"subscriber": "s", "name": "n", "query": "q", "quietHours": {"start": "22:00", "end": "22:00"}, "channels": [{"type": "log"}]}""", "quietHours.end", "same as the start")]
    [InlineData("""{"subscriber": "s", "name": "n", "query": "q", "quietHours": {"from": "22:00"}, "channels": [{"type": "log"}]}""", "quietHours.from", "Known are: start, end, mode, criticalSources.")]
    public async Task A_wrong_subscription_is_refused_by_field(string json, string field, string detail)
    {
        using var response = await Server.PostAsync("/api/v1/subscriptions", json);
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response, detail, field);
    }

    [Fact]
    public async Task A_query_is_tried_on_what_has_arrived()
    {
        var preview = await Server.CreateAsync("/api/v1/subscriptions/preview", """{"query": "title:cable"}""");

        Assert.Equal((3, 2), (preview.GetProperty("looked").GetInt32(), preview.GetProperty("matched").GetInt32()));
        Assert.Equal(("dear", true), (Text(preview, "cost"), preview.GetProperty("complete").GetBoolean()));
        Assert.Equal(2, preview.GetProperty("days").EnumerateArray().Sum(day => day.GetProperty("matches").GetInt32()));
        Assert.All(preview.GetProperty("items").EnumerateArray(), item => Assert.NotEqual(0, item.GetProperty("why").GetArrayLength()));
    }

    [Fact]
    public async Task A_wrong_query_is_refused_with_its_column()
    {
        using var response = await Server.PostAsync("/api/v1/subscriptions/preview", """{"query": "a OR"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response, "Column 5: ", "query");
    }
}
