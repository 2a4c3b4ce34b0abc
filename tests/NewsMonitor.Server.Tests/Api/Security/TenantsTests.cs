using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NewsMonitor.TestKit;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api.Security;

/// <summary>Every operation of the API's description is tried with keys of all kinds on what belongs to the subscriber 'desk'.</summary>
public sealed class TenantsTests : IAsyncLifetime
{
    private const string Owner = "desk";

    private readonly SeededServer _seeded = new() { Key = "a-key-of-some-length" };

    private OperationWalk _walk = null!;
    private string[] _ids = [];

    private RunningServer Server => _seeded.Server;

    public async Task InitializeAsync()
    {
        await _seeded.InitializeAsync();
        _walk = new OperationWalk(await Server.GetAsync("/openapi/v1.json"), Owner);
        var key = await MakeAsync("subscriber", Owner);
        var alert = await Server.GetAsync($"/api/v1/alerts/{_seeded.AlertId}");
        var delivery = alert.GetProperty("deliveries")[0];
        _ids =
        [
            _seeded.SubscriptionId, _seeded.AlertId, Text(delivery, "id"), Text(delivery.GetProperty("endpoint"), "id"), key.Id,
            Text(alert.GetProperty("alert").GetProperty("story"), "id"),
        ];
    }

    public async Task DisposeAsync() => await _seeded.DisposeAsync();

    /// <summary>What is the owner's alone: a story is everybody's.</summary>
    private IEnumerable<string> Marks => [.. _ids[..^1], $"\"{Owner}\"", "\"Bridges\"", "/hook\""];

    [Theory]
    [InlineData("subscriber")]
    [InlineData("read")]
    public async Task A_stranger_sees_and_changes_nothing_of_it_on_any_route(string scope)
    {
        var stranger = await MakeAsync(scope, "stranger");
        using var client = NewClient(stranger.Key);
        var before = await StateAsync();
        var succeeded = 0;

        foreach (var operation in _walk.Operations())
        {
            foreach (var request in _walk.Requests(operation, _ids))
            {
                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                Assert.True((int)response.StatusCode < 500, $"{request.Method} {request.RequestUri} answered {(int)response.StatusCode}");
                request.Dispose();
                // What is refused may repeat what was asked.
                if (!response.IsSuccessStatusCode)
                    continue;
                succeeded++;
                var text = await ReadAsync(response);
                Assert.All(Marks, mark => Assert.False(text.Contains(mark, StringComparison.Ordinal), $"{operation} ({request.RequestUri}) shows {mark}: {text}"));
            }
        }

        Assert.Equal(before, await StateAsync());
        Assert.True(succeeded > 10, $"Only {succeeded} requests were answered: nothing was tried.");
    }

    [Fact]
    public async Task What_belongs_to_another_is_answered_like_what_is_not_there()
    {
        using var client = NewClient((await MakeAsync("subscriber", "stranger")).Key);
        string[] kinds = ["subscriptions", "alerts", "deliveries", "keys", "endpoints"];
        var owned = _walk.Operations().Where(o => o.HasId && kinds.Contains(o.Path.Split('/')[3], StringComparer.Ordinal)).ToList();
        Assert.True(owned.Count >= 8, string.Join(", ", owned));

        foreach (var operation in owned)
        {
            var (theirs, none) = (new List<string>(), new List<string>());
            foreach (var id in _ids)
            {
                theirs.AddRange(await AnswersAsync(client, operation, id));
                none.AddRange(await AnswersAsync(client, operation, id[..(id.IndexOf('_', StringComparison.Ordinal) + 1)] + "none"));
            }

            Assert.Equal(none, theirs);
        }
    }

    [Fact]
    public async Task The_owner_sees_it()
    {
        foreach (var scope in new[] { "subscriber", "read" })
        {
            using var client = NewClient((await MakeAsync(scope, Owner)).Key);
            foreach (var path in new[] { "subscriptions", $"subscriptions/{_seeded.SubscriptionId}", "alerts", $"alerts/{_seeded.AlertId}", "subscriptions?subscriber=desk" })
                Assert.Contains(_seeded.SubscriptionId, await client.GetStringAsync($"/api/v1/{path}"), StringComparison.Ordinal);
            using var others = await client.GetAsync("/api/v1/alerts?subscriber=stranger");
            await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, others, "This key is desk's");
        }
    }

    [Fact]
    public async Task A_stream_has_what_is_everybodys_and_ones_own_and_no_more()
    {
        using var owner = NewClient((await MakeAsync("read", Owner)).Key);
        using var stranger = NewClient((await MakeAsync("subscriber", "stranger")).Key);

        foreach (var path in new[] { "/events", "/api/v1/events" })
        {
            Assert.All([await StreamAsync(owner, path), await StreamAsync(Server.Http, path)], text => Assert.Contains("alert.created", text, StringComparison.Ordinal));
            var text = await StreamAsync(stranger, path);
            Assert.Contains("story.began", text, StringComparison.Ordinal);
            Assert.DoesNotContain("alert.created", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reader_changes_nothing_and_a_subscriber_only_its_own()
    {
        // Which asks, and changes nothing.
        string[] asking = ["previewQuery"];
        string[] admins = ["addFeed", "changeFeed", "removeFeed", "pollFeed", "setFeedAccess", "importFeeds", "discoverFeeds", "retryArticle", "mergeStories", "splitStory", "retractStory", "addKey"];
        using var reader = NewClient((await MakeAsync("read", subscriber: null)).Key);
        using var subscriber = NewClient((await MakeAsync("subscriber", Owner)).Key);
        var operations = _walk.Operations().Where(o => o.Method != HttpMethod.Get && !asking.Contains(o.Id, StringComparer.Ordinal)).ToList();
        Assert.Empty(admins.Except(operations.Select(o => o.Id), StringComparer.Ordinal));

        foreach (var operation in operations)
        {
            Assert.All(await StatusesAsync(reader, operation), status => Assert.True(status == HttpStatusCode.Forbidden, $"{operation} answered a reader {status}"));
            if (admins.Contains(operation.Id, StringComparer.Ordinal))
                Assert.All(await StatusesAsync(subscriber, operation), status => Assert.True(status == HttpStatusCode.Forbidden, $"{operation} answered a subscriber {status}"));
        }
    }

    [Fact]
    public async Task A_reader_of_no_subscriber_sees_everybodys()
    {
        using var reader = NewClient((await MakeAsync("read", subscriber: null)).Key);
        Assert.Contains(_seeded.AlertId, await reader.GetStringAsync("/api/v1/alerts"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync("/api/v1/keys")).StatusCode);
    }

    [Fact]
    public async Task Without_a_key_no_route_answers()
    {
        using var nobody = Server.NewClient();
        foreach (var operation in _walk.Operations())
            Assert.All(await StatusesAsync(nobody, operation), status => Assert.True(status == HttpStatusCode.Unauthorized, $"{operation} answered {status}"));
    }

    private async Task<(string Id, string Key)> MakeAsync(string scope, string? subscriber)
    {
        var made = await Server.CreateAsync("/api/v1/keys", JsonSerializer.Serialize(new { name = "walker", scope, subscriber }));
        return (Text(made, "id"), Text(made, "key"));
    }

    private HttpClient NewClient(string key) => Server.NewClient(key);

    /// <summary>All that is the owner's, as an administrator sees it.</summary>
    private async Task<string> StateAsync()
    {
        var lists = new StringBuilder();
        foreach (var path in new[] { "subscriptions?subscriber=desk", "alerts?subscriber=desk", $"alerts/{_seeded.AlertId}", $"keys/{_ids[4]}", "feeds", "stories" })
            lists.AppendLine((await Server.GetAsync($"/api/v1/{path}")).ToString());
        // Feeds are polled on meanwhile.
        return Regex.Replace(lists.ToString(), "\"poll\":{[^}]*}[^}]*}?", "", default, TimeSpan.FromSeconds(1));
    }

    private async Task<List<string>> AnswersAsync(HttpClient client, Operation operation, string id)
    {
        var answers = new List<string>();
        foreach (var request in _walk.Requests(operation, [id]))
        {
            using (request)
            using (var response = await client.SendAsync(request))
                answers.Add($"{operation} {response.StatusCode} {(await response.Content.ReadAsStringAsync()).Replace(id, "ID", StringComparison.Ordinal)}");
        }

        return answers;
    }

    private async Task<List<HttpStatusCode>> StatusesAsync(HttpClient client, Operation operation)
    {
        var statuses = new List<HttpStatusCode>();
        foreach (var request in _walk.Requests(operation, _ids[..1]))
        {
            using (request)
            using (var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
                statuses.Add(response.StatusCode);
        }

        return statuses;
    }

    private static async Task<string> StreamAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Last-Event-ID", "0");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    /// <summary>The whole answer; of a stream what comes before the first heartbeat, which is all that there is.</summary>
    private static async Task<string> ReadAsync(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
            return await response.Content.ReadAsStringAsync();
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(stream);
        var text = new StringBuilder();
        while (await reader.ReadLineAsync().Soon("a line of the stream") is { } line && !line.StartsWith(':'))
            text.AppendLine(line);
        return text.ToString();
    }
}
