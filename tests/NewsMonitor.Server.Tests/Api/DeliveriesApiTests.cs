using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.TestKit;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api;

public sealed class DeliveriesApiTests(SeededServer seeded) : IClassFixture<SeededServer>
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("?subscriber=desk&state=delivered", 1)]
    [InlineData("?subscriber=nobody", 0)]
    [InlineData("?state=dead", 0)]
    [InlineData("?endpoint=end_none", 0)]
    [InlineData("?alert=alert_none", 0)]
    [InlineData("?since=2020-01-01T00:00:00Z", 1)]
    [InlineData("?until=2020-01-01T00:00:00Z", 0)]
    public async Task Deliveries_are_found_by_subscriber_endpoint_alert_state_and_time(string query, int count) =>
        Assert.Equal(count, (await seeded.ItemsAsync("/api/v1/deliveries" + query)).Length);

    [Theory]
    [InlineData("?state=lost", "state", "'lost' is not a state of a delivery; expected pending, delivered, dead or cancelled.")]
    [InlineData("?until=yesterday", "until", "'yesterday' is not an RFC 3339 time")]
    public async Task A_wrong_filter_is_named(string query, string field, string detail)
    {
        using var response = await seeded.Server.Http.GetAsync("/api/v1/deliveries" + query);
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response, detail, field);
    }

    [Fact]
    public async Task A_delivery_says_whose_it_is_and_how_its_attempts_went()
    {
        var delivery = await seeded.Server.GetAsync($"/api/v1/deliveries/{await DeliveryIdAsync()}");
        Assert.Equal(("desk", seeded.AlertId), (Text(delivery, "subscriber"), Text(delivery, "alert")));
        Assert.NotEqual(0, delivery.GetProperty("attempts").GetArrayLength());
    }

    [Fact]
    public async Task What_was_given_up_is_listed_with_its_attempts_and_can_be_replayed()
    {
        await using var server = await RunningServer.StartAsync();
        await AlertRows.WriteAsync(server, null, "desk");
        await server.Services.GetRequiredService<SqliteDatabase>().WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO endpoints (id, subscriber, type) VALUES ('end_1', 'desk', 'log');
                INSERT INTO deliveries (sequence, id, alert_id, endpoint_id, state, payload, attempts, created_at, last_error)
                VALUES (1, 'msg_1', 'alert_1', 'end_1', 'Dead', '{}', 10, 1728378000000, 'The endpoint answered 302.');
                INSERT INTO attempts (delivery_id, number, at, duration, http_status, error) VALUES ('msg_1', 10, @now, 0, 302, 'The endpoint answered 302.')
                """,
                new { now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() }),
            default);

        var dead = Assert.Single((await server.GetAsync("/api/v1/deliveries?state=dead&subscriber=desk")).GetProperty("items").EnumerateArray());
        Assert.Equal(("msg_1", "desk", "The endpoint answered 302."), (Text(dead, "id"), Text(dead, "subscriber"), Text(dead, "lastError")));
        var attempt = Assert.Single(dead.GetProperty("attempts").EnumerateArray());
        Assert.Equal((10, 302), (attempt.GetProperty("number").GetInt32(), attempt.GetProperty("httpStatus").GetInt32()));

        using var replayed = await server.PostAsync("/api/v1/deliveries/replay", """{"subscriber": "desk"}""");
        Assert.Equal(HttpStatusCode.Accepted, replayed.StatusCode);
        await Eventually.TrueAsync(async () => Text(await server.GetAsync("/api/v1/deliveries/msg_1"), "state") == "delivered", "what was given up is delivered");
    }

    [Fact]
    public async Task A_range_that_is_more_than_one_request_replays_goes_on_behind_what_is_of_a_disabled_endpoint()
    {
        await using var server = await RunningServer.StartAsync(settings: "--NewsMonitor:Alerts:Deliveries:ReplayMost=1");
        await AlertRows.WriteAsync(server, null, "desk");
        await server.Services.GetRequiredService<SqliteDatabase>().WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO endpoints (id, subscriber, type, disabled_reason) VALUES ('end_1', 'desk', 'log', 'gone'), ('end_2', 'desk', 'log', NULL);
                INSERT INTO deliveries (sequence, id, alert_id, endpoint_id, state, payload, attempts, created_at)
                VALUES (1, 'msg_1', 'alert_1', 'end_1', 'Dead', '{}', 10, 1728378000000), (2, 'msg_2', 'alert_1', 'end_2', 'Dead', '{}', 10, 1728378000000)
                """),
            default);

        var first = await server.CreateAsync("/api/v1/deliveries/replay", """{"subscriber": "desk"}""");
        Assert.Equal((0, 1, true), (first.GetProperty("replayed").GetInt32(), first.GetProperty("disabled").GetInt32(), first.GetProperty("more").GetBoolean()));
        var second = await server.CreateAsync("/api/v1/deliveries/replay", $$"""{"subscriber": "desk", "after": "{{Text(first, "next")}}"}""");
        Assert.Equal((1, 0, false), (second.GetProperty("replayed").GetInt32(), second.GetProperty("disabled").GetInt32(), second.GetProperty("more").GetBoolean()));
    }

    [Fact]
    public async Task A_replay_delivers_again_under_the_same_id()
    {
        var id = await DeliveryIdAsync();
        var before = seeded.Outside.Requests.Of("/hook").Count;

        using var response = await seeded.Server.PostAsync($"/api/v1/deliveries/{id}/replay", "");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await Eventually.TrueAsync(() => seeded.Outside.Requests.Of("/hook").Count > before, "the webhook is sent again");
        await Eventually.TrueAsync(
            async () => Text(await seeded.Server.GetAsync($"/api/v1/deliveries/{id}"), "state") == "delivered", "the replay is delivered");
        Assert.Single(seeded.Outside.Requests.Of("/hook").Select(request => request.Header("webhook-id")).Distinct(StringComparer.Ordinal), id);
    }

    [Fact]
    public async Task A_range_is_delivered_again_under_the_same_ids()
    {
        var before = seeded.Outside.Requests.Of("/hook").Count;

        var nothing = await seeded.Server.CreateAsync("/api/v1/deliveries/replay", """{"subscriber": "desk"}""");
        Assert.Equal((0, 0, false), (nothing.GetProperty("replayed").GetInt32(), nothing.GetProperty("disabled").GetInt32(), nothing.GetProperty("more").GetBoolean()));
        using var response = await seeded.Server.PostAsync("/api/v1/deliveries/replay", """{"subscriber": "desk", "states": ["delivered"], "since": "2020-01-01T00:00:00Z"}""");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(1, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("replayed").GetInt32());
        await Eventually.TrueAsync(() => seeded.Outside.Requests.Of("/hook").Count > before, "the webhook is sent again");
        await Eventually.TrueAsync(async () => (await seeded.ItemsAsync("/api/v1/deliveries?state=delivered")).Length == 1, "the replay is delivered");
        Assert.Single(seeded.Outside.Requests.Of("/hook").Select(request => request.Header("webhook-id")).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{}""", "since", "Say which deliveries to replay")]
    [InlineData("""{"until": "2024-01-01T00:00:00Z"}""", "since", "Say which deliveries to replay")]
    [InlineData("""{"subscriber": "desk", "states": ["pending"]}""", "states", "What is pending is delivered anyhow")]
    [InlineData("""{"subscriber": "desk", "after": "msg_1"}""", "after", "'msg_1' is no place to go on after")]
    public async Task A_replay_of_everything_or_of_what_is_pending_is_refused(string json, string field, string detail)
    {
        using var response = await seeded.Server.PostAsync("/api/v1/deliveries/replay", json);
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response, detail, field);
    }

    [Fact]
    public async Task Attempts_from_more_than_thirty_days_ago_are_forgotten_while_the_server_runs()
    {
        var id = await DeliveryIdAsync();
        var now = TimeProvider.System.GetUtcNow();
        await seeded.Server.Services.GetRequiredService<SqliteDatabase>().WriteAsync(
            connection => connection.Execute(
                "INSERT INTO attempts (delivery_id, number, at, duration) VALUES (@id, 1001, @old, 0), (@id, 1002, @young, 0)",
                new { id, old = now.AddDays(-31).ToUnixTimeMilliseconds(), young = now.AddDays(-29).ToUnixTimeMilliseconds() }),
            default);

        await Eventually.TrueAsync(async () => !(await NumbersAsync()).Contains(1001), "the old attempt is forgotten");
        Assert.Contains(1002, await NumbersAsync());

        async Task<int[]> NumbersAsync() =>
            [.. (await seeded.Server.GetAsync($"/api/v1/deliveries/{id}")).GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("number").GetInt32())];
    }

    [Fact]
    public async Task Endpoints_that_nobody_used_for_thirty_days_are_removed_while_the_server_runs()
    {
        var now = TimeProvider.System.GetUtcNow();
        var database = seeded.Server.Services.GetRequiredService<SqliteDatabase>();
        await database.WriteAsync(
            connection => connection.Execute(
                "INSERT INTO endpoints (id, subscriber, type, unused_since) VALUES ('end_old', 'desk', 'log', @old), ('end_young', 'desk', 'log', @young)",
                new { old = now.AddDays(-31).ToUnixTimeMilliseconds(), young = now.AddDays(-29).ToUnixTimeMilliseconds() }),
            default);

        await Eventually.TrueAsync(async () => !(await IdsAsync()).Contains("end_old"), "the old endpoint is removed");
        Assert.Contains("end_young", await IdsAsync());
        Assert.True((await IdsAsync()).Length > 1, "the endpoint that is in use is there");

        Task<string[]> IdsAsync() => database.ReadAsync(connection => connection.Query<string>("SELECT id FROM endpoints").ToArray(), default);
    }

    private async Task<string> DeliveryIdAsync() => Text((await seeded.ItemsAsync($"/api/v1/deliveries?alert={seeded.AlertId}"))[0], "id");
}
