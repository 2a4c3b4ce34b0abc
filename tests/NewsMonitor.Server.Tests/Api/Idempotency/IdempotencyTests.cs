using System.Net;
using System.Net.Http.Headers;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.TestKit;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api.Idempotency;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private const string Admin = "a-key-of-some-length";
    private const string Desk = """{"subscriber": "desk", "name": "n", "query": "bridge", "channels": [{"type": "webhook", "url": "http://127.0.0.1:9/hook"}]}""";
    private const string Wrong = """{"subscriber": "desk", "name": "n", "query": "bridge AND", "channels": [{"type": "log"}]}""";
    private const string NewKey = """{"name": "n", "scope": "subscriber", "subscriber": "desk"}""";

    private readonly FakeClock _clock = new();

    private RunningServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync(
            services => services.AddSingleton<TimeProvider>(_clock), $"--NewsMonitor:ApiKey={Admin}", "--NewsMonitor:Access:IdempotencyKeys=3", "--NewsMonitor:Access:IdempotencyAnswerBytes=1024");
        _server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Admin);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_same_request_again_is_given_the_same_answer_and_nothing_is_done_twice()
    {
        using var first = await PostAsync("/api/v1/keys", NewKey, "one");
        using var second = await PostAsync("/api/v1/keys", NewKey, "one");
        using var other = await PostAsync("/api/v1/keys", NewKey, "two");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        var text = await first.Content.ReadAsStringAsync();
        Assert.Contains("\"key\":\"nm_", text, StringComparison.Ordinal);
        Assert.Equal(text, await second.Content.ReadAsStringAsync());
        Assert.Equal((first.Headers.Location, first.Content.Headers.ContentType), (second.Headers.Location, second.Content.Headers.ContentType));
        Assert.Equal((false, true), (first.Headers.Contains("Idempotency-Replayed"), second.Headers.Contains("Idempotency-Replayed")));
        Assert.NotEqual(text, await other.Content.ReadAsStringAsync());
        Assert.Equal(2, (await _server.GetAsync("/api/v1/keys")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_secret_is_in_the_same_answer_again_and_cannot_be_read_in_the_database()
    {
        using var first = await PostAsync("/api/v1/subscriptions", Desk, "one");
        using var second = await PostAsync("/api/v1/subscriptions", Desk, "one");

        var text = await first.Content.ReadAsStringAsync();
        Assert.Contains("whsec_", text, StringComparison.Ordinal);
        Assert.Equal(text, await second.Content.ReadAsStringAsync());
        var answer = await _server.Services.GetRequiredService<SqliteDatabase>().ReadAsync(c => c.QuerySingle<byte[]>("SELECT answer FROM answers"), default);
        Assert.DoesNotContain("whsec_", System.Text.Encoding.Latin1.GetString(answer), StringComparison.Ordinal);
        Assert.DoesNotContain("desk", System.Text.Encoding.Latin1.GetString(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_without_a_body_says_why_under_a_key_too()
    {
        using var nowhere = await PostAsync("/api/v1/nothing", NewKey, "one");

        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, nowhere, "There is nothing at /api/v1/nothing");
    }

    [Fact]
    public async Task Another_request_under_the_key_is_refused_and_not_done()
    {
        using var first = await PostAsync("/api/v1/keys", NewKey, "one");

        using var body = await PostAsync("/api/v1/keys", NewKey.Replace("desk", "asia", StringComparison.Ordinal), "one");
        using var path = await PostAsync("/api/v1/subscriptions/preview", NewKey, "one");

        await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, body, "was used for another request", "Idempotency-Key");
        await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, path, "was used for another request");
        Assert.Equal(1, (await _server.GetAsync("/api/v1/keys")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task What_was_refused_may_be_put_right_under_the_same_key()
    {
        using var refused = await PostAsync("/api/v1/subscriptions", Wrong, "one");
        using var right = await PostAsync("/api/v1/subscriptions", Desk, "one");
        using var again = await PostAsync("/api/v1/subscriptions", Desk, "one");

        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, refused, "Column", "query");
        Assert.Equal(HttpStatusCode.Created, right.StatusCode);
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task One_callers_key_is_no_other_callers()
    {
        var (first, second) = (await MakeKeyAsync("desk"), await MakeKeyAsync("asia"));

        using var one = await PostAsync("/api/v1/subscriptions", Desk, "one", first);
        using var two = await PostAsync("/api/v1/subscriptions", Desk.Replace("desk", "asia", StringComparison.Ordinal), "one", second);
        using var stranger = await PostAsync("/api/v1/subscriptions", Desk, "one", second);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (one.StatusCode, two.StatusCode));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stranger.StatusCode);
    }

    [Fact]
    public async Task After_a_rotation_the_request_is_not_done_again_though_its_answer_cannot_be_opened()
    {
        var key = await _server.CreateAsync("/api/v1/keys", NewKey);
        using var first = await PostAsync("/api/v1/subscriptions", Desk, "one", Text(key, "key"));
        var rotated = Text(await _server.CreateAsync($"/api/v1/keys/{Text(key, "id")}/rotate", "{}"), "key");

        using var again = await PostAsync("/api/v1/subscriptions", Desk, "one", rotated);

        await ProblemAssert.IsAsync(HttpStatusCode.Conflict, again, "its answer was for the API key that was shown then");
    }

    [Fact]
    public async Task A_key_is_forgotten_in_the_end_and_until_then_a_caller_has_only_so_many()
    {
        foreach (var key in new[] { "one", "two", "three" })
            Assert.Equal(HttpStatusCode.OK, (await PostAsync("/api/v1/subscriptions/preview", """{"query": "bridge"}""", key)).StatusCode);

        using var fourth = await PostAsync("/api/v1/subscriptions/preview", """{"query": "bridge"}""", "four");
        await ProblemAssert.IsAsync(HttpStatusCode.TooManyRequests, fourth, "NewsMonitor:Access:IdempotencyKeys");
        Assert.Equal(TimeSpan.FromHours(24), fourth.Headers.RetryAfter!.Delta);
        _clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMilliseconds(1));

        Assert.Equal(HttpStatusCode.OK, (await PostAsync("/api/v1/subscriptions/preview", """{"query": "bridge"}""", "four")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("/api/v1/subscriptions/preview", """{"query": "choir"}""", "one")).StatusCode);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_given_but_not_remembered()
    {
        var query = $$"""{"query": "{{new string('b', 2000)}}"}""";

        using var first = await PostAsync("/api/v1/subscriptions/preview", query, "one");
        using var second = await PostAsync("/api/v1/subscriptions/preview", query, "one");

        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.False(second.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task A_list_of_feeds_may_be_longer_than_other_bodies_also_under_a_key()
    {
        using var client = _server.NewClient(Admin);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/feeds/opml");
        request.Content = new StringContent($"<opml version=\"2.0\"><body></body></opml><!--{new string('x', 2 * 1024 * 1024)}-->");
        request.Headers.Add("Idempotency-Key", "one");

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\tb")]
    [InlineData(256)]
    public async Task A_key_that_is_none_is_refused(object key)
    {
        using var response = await PostAsync("/api/v1/subscriptions", Desk, key as string ?? new string('k', (int)key));
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response, "1 to 255 printable ASCII characters", "Idempotency-Key");
    }

    private async Task<string> MakeKeyAsync(string subscriber) =>
        Text(await _server.CreateAsync("/api/v1/keys", NewKey.Replace("desk", subscriber, StringComparison.Ordinal)), "key");

    private async Task<HttpResponseMessage> PostAsync(string path, string json, string idempotencyKey, string apiKey = Admin)
    {
        using var client = _server.NewClient(apiKey);
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        return await client.SendAsync(request);
    }
}
