using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.TestKit;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api.Security;

public sealed class KeysApiTests : IAsyncLifetime
{
    private const string Admin = "a-key-of-some-length";

    private readonly FakeClock _clock = new();

    private RunningServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync(
            services => services.AddSingleton<TimeProvider>(_clock), $"--NewsMonitor:ApiKey={Admin}", "--NewsMonitor:Access:KeysPerSubscriber=2");
        _server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Admin);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_key_is_shown_once_opens_what_it_says_and_is_stored_nowhere()
    {
        using var response = await _server.PostAsync("/api/v1/keys", """{"name": "of the desk", "scope": "subscriber", "subscriber": "desk"}""");
        var made = await response.Content.ReadFromJsonAsync<JsonElement>();
        var (id, key, prefix) = (Text(made, "id"), Text(made, "key"), Text(made, "prefix"));

        Assert.Equal((HttpStatusCode.Created, $"/api/v1/keys/{id}"), (response.StatusCode, response.Headers.Location?.ToString()));
        Assert.StartsWith(prefix + "_", key, StringComparison.Ordinal);
        var read = await _server.GetAsync($"/api/v1/keys/{id}");
        Assert.Equal(("of the desk", "subscriber", "desk", prefix), (Text(read, "name"), Text(read, "scope"), Text(read, "subscriber"), Text(read, "prefix")));
        Assert.Equal(JsonValueKind.Null, read.GetProperty("key").ValueKind);
        Assert.DoesNotContain(key, (await _server.GetAsync("/api/v1/keys")).ToString(), StringComparison.Ordinal);
        var stored = await _server.Services.GetRequiredService<SqliteDatabase>().ReadAsync(c => string.Join(' ', c.Query("SELECT * FROM api_keys")), default);
        Assert.Contains(prefix, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(key[^20..], stored, StringComparison.Ordinal);
        var self = await SelfAsync(key);
        Assert.Equal(("subscriber", "desk", id), (Text(self!.Value, "scope"), Text(self.Value, "subscriber"), Text(self.Value.GetProperty("key"), "id")));
    }

    [Fact]
    public async Task The_configured_key_is_the_first_administrator_and_makes_others_who_may_do_the_same()
    {
        var second = Text(await MakeAsync("""{"name": "second", "scope": "admin"}"""), "key");

        using var client = _server.NewClient(second);
        using var third = await client.PostAsJsonAsync("/api/v1/keys", new { name = "third", scope = "read" });

        Assert.Equal(HttpStatusCode.Created, third.StatusCode);
        Assert.Equal("admin", Text((await SelfAsync(Admin))!.Value, "scope"));
        Assert.Equal(JsonValueKind.Null, (await SelfAsync(Admin))!.Value.GetProperty("key").ValueKind);
    }

    [Fact]
    public async Task A_key_that_was_removed_opens_nothing_from_then_on()
    {
        var made = await MakeAsync("""{"name": "n", "scope": "read"}""");
        Assert.NotNull(await SelfAsync(Text(made, "key")));

        using var removed = await _server.Http.DeleteAsync($"/api/v1/keys/{Text(made, "id")}");
        using var again = await _server.Http.DeleteAsync($"/api/v1/keys/{Text(made, "id")}");

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, again, "There is no key");
        Assert.Null(await SelfAsync(Text(made, "key")));
    }

    [Fact]
    public async Task A_rotated_key_opens_beside_the_new_one_as_long_as_was_said()
    {
        var made = await MakeAsync("""{"name": "n", "scope": "subscriber", "subscriber": "desk"}""");
        var (path, old) = ($"/api/v1/keys/{Text(made, "id")}", Text(made, "key"));
        using var owner = _server.NewClient(old);

        using var answer = await owner.PostAsJsonAsync($"{path}/rotate", new { overlapSeconds = 600 });
        var rotated = await answer.Content.ReadFromJsonAsync<JsonElement>();

        var key = Text(rotated, "key");
        Assert.Equal((Text(made, "id"), Text(made, "prefix")), (Text(rotated, "id"), Text(rotated, "oldPrefix")));
        Assert.NotNull(await SelfAsync(old));
        Assert.NotNull(await SelfAsync(key));
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await SelfAsync(old));
        Assert.NotNull(await SelfAsync(key));
        Assert.Equal(JsonValueKind.Null, (await _server.GetAsync(path)).GetProperty("oldPrefix").ValueKind);
    }

    [Fact]
    public async Task A_rotation_without_an_overlap_ends_the_key_at_once_and_without_a_body_takes_the_configured_one()
    {
        var made = await MakeAsync("""{"name": "n", "scope": "read"}""");
        var path = $"/api/v1/keys/{Text(made, "id")}/rotate";

        using var first = await _server.Http.PostAsync(path, content: null);
        var second = Text(await first.Content.ReadFromJsonAsync<JsonElement>(), "key");
        _clock.Advance(TimeSpan.FromHours(23));
        Assert.NotNull(await SelfAsync(Text(made, "key")));
        using var last = await _server.PostAsync(path, """{"overlapSeconds": 0}""");

        Assert.Null(await SelfAsync(second));
        Assert.Null(await SelfAsync(Text(made, "key")));
        Assert.NotNull(await SelfAsync(Text(await last.Content.ReadFromJsonAsync<JsonElement>(), "key")));
    }

    [Fact]
    public async Task It_is_kept_when_a_key_was_last_used_but_not_written_with_every_request()
    {
        var made = await MakeAsync("""{"name": "n", "scope": "read"}""");
        var path = $"/api/v1/keys/{Text(made, "id")}";
        Assert.Null(LastUsed(await _server.GetAsync(path)));

        await SelfAsync(Text(made, "key"));
        var first = _clock.GetUtcNow();
        await Eventually.TrueAsync(async () => LastUsed(await _server.GetAsync(path)) == first, "the first use is stored");
        _clock.Advance(TimeSpan.FromSeconds(59));
        await SelfAsync(Text(made, "key"));
        // Writes are done in the order of their coming: one that this use had brought would be before this one.
        await MakeAsync("""{"name": "later", "scope": "read"}""");
        Assert.Equal(first, LastUsed(await _server.GetAsync(path)));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await SelfAsync(Text(made, "key"));

        await Eventually.TrueAsync(async () => LastUsed(await _server.GetAsync(path)) == first.AddMinutes(1), "the use a minute later is stored");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_ends_with_the_key_that_opened_it(bool removed)
    {
        var made = await MakeAsync("""{"name": "n", "scope": "read"}""");
        using var client = _server.NewClient(Text(made, "key"));
        using var response = await client.GetAsync("/events", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var end = stream.CopyToAsync(Stream.Null);
        _clock.Advance(TimeSpan.FromSeconds(15));
        Assert.NotNull(await SelfAsync(Text(made, "key")));
        Assert.False(end.IsCompleted);

        using var answer = removed
            ? await _server.Http.DeleteAsync($"/api/v1/keys/{Text(made, "id")}")
            : await _server.PostAsync($"/api/v1/keys/{Text(made, "id")}/rotate", """{"overlapSeconds": 0}""");
        Assert.True(answer.IsSuccessStatusCode);

        await Eventually.TrueAsync(
            () =>
            {
                // The watch may still be at its last look.
                _clock.Advance(TimeSpan.FromSeconds(15));
                return end.IsCompleted;
            },
            "the stream has ended");
    }

    [Fact]
    public async Task A_subscriber_has_no_more_keys_than_its_quota()
    {
        const string Body = """{"name": "n", "scope": "subscriber", "subscriber": "many"}""";
        await MakeAsync(Body);
        await MakeAsync(Body);

        using var third = await _server.PostAsync("/api/v1/keys", Body);

        var problem = await ProblemAssert.ReadAsync(HttpStatusCode.Forbidden, third);
        Assert.Equal(("keysPerSubscriber", 2), (Text(problem, "quota"), problem.GetProperty("limit").GetInt32()));
    }

    [Theory]
    [InlineData("""{"name": "n", "scope": "subscriber"}""", "subscriber", "needs one")]
    [InlineData("""{"name": "n", "scope": "admin", "subscriber": "desk"}""", "subscriber", "it has no subscriber")]
    [InlineData("""{"name": " ", "scope": "read"}""", "name", "one line of 1 to 200 characters")]
    [InlineData("""{"name": "n", "scope": "read", "subscriber": "a\nb"}""", "subscriber", "one line")]
    [InlineData("""{"name": "n", "scope": "root"}""", "scope", "one of read, subscriber, admin")]
    public async Task A_wrong_key_is_refused_by_field(string json, string field, string detail)
    {
        using var response = await _server.PostAsync("/api/v1/keys", json);
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response, detail, field);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("2592001")]
    public async Task An_overlap_out_of_range_is_refused(string seconds)
    {
        var made = await MakeAsync("""{"name": "n", "scope": "read"}""");
        using var response = await _server.PostAsync($"/api/v1/keys/{Text(made, "id")}/rotate", $$"""{"overlapSeconds": {{seconds}}}""");
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response, "expected 0 to 2592000", "overlapSeconds");
    }

    [Fact]
    public async Task A_server_without_a_configured_key_makes_none()
    {
        await using var open = await RunningServer.StartAsync();

        using var response = await open.PostAsync("/api/v1/keys", """{"name": "n", "scope": "read"}""");

        await ProblemAssert.IsAsync(HttpStatusCode.Conflict, response, "Set NewsMonitor:ApiKey first.");
    }

    [Fact]
    public async Task A_server_whose_configured_key_was_taken_away_is_not_open_while_there_are_others()
    {
        await using var open = await RunningServer.StartAsync();
        Assert.NotNull(await SelfAsync(Admin, open));
        var (secret, proof) = Server.Api.Security.KeySecret.Create();
        await open.Services.GetRequiredService<Model.IApiKeyStore>().AddAsync(
            new Model.ApiKey { Id = "key_1", Name = "n", Scope = Model.ApiScope.Read, Proof = proof, Created = _clock.GetUtcNow() }, 1, default);

        using var nobody = await open.Http.GetAsync("/api/v1/feeds");

        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Null(await SelfAsync(Admin, open));
        Assert.Equal("read", Text((await SelfAsync(secret, open))!.Value, "scope"));
    }

    private Task<JsonElement> MakeAsync(string json) => _server.CreateAsync("/api/v1/keys", json);

    private static DateTimeOffset? LastUsed(JsonElement key) => key.GetProperty("lastUsed") is { ValueKind: JsonValueKind.String } time ? time.GetDateTimeOffset() : null;

    /// <returns>What the server takes a key's bearer for; null when it opens nothing.</returns>
    private async Task<JsonElement?> SelfAsync(string key, RunningServer? server = null)
    {
        using var client = (server ?? _server).NewClient(key);
        using var response = await client.GetAsync("/api/v1/keys/self");
        return response.StatusCode == HttpStatusCode.Unauthorized ? null : await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
