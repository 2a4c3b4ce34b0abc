using System.Net;
using System.Text;

namespace NewsMonitor.Server.Tests.Api;

/// <summary>Every error is problem details that say which part is wrong, and why.</summary>
public sealed class ErrorsTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async Task InitializeAsync() => _server = await RunningServer.StartAsync(configure: null, "--NewsMonitor:MaximumBodyBytes=2048");

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v2/feeds")]
    public async Task A_path_without_anything_is_not_found(string path)
    {
        using var response = await _server.Http.GetAsync(path);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, response, $"There is nothing at {path}.");
    }

    [Theory]
    [InlineData("/api/v1/feeds/feed_unknown", "There is no feed 'feed_unknown'.")]
    [InlineData("/api/v1/articles/art_unknown", "There is no article 'art_unknown'.")]
    [InlineData("/api/v1/stories/story_unknown", "There is no story 'story_unknown'.")]
    [InlineData("/api/v1/subscriptions/sub_unknown", "There is no subscription 'sub_unknown'.")]
    [InlineData("/api/v1/alerts/alert_unknown", "There is no alert 'alert_unknown'.")]
    [InlineData("/api/v1/deliveries/msg_unknown", "There is no delivery 'msg_unknown'.")]
    public async Task A_thing_that_is_not_there_is_not_found_by_name(string path, string detail)
    {
        using var response = await _server.Http.GetAsync(path);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, response, detail);
    }

    [Theory]
    [InlineData("/api/v1/feeds/feed_unknown/poll", "There is no feed 'feed_unknown'.")]
    [InlineData("/api/v1/deliveries/msg_unknown/replay", "There is no delivery 'msg_unknown'.")]
    public async Task Nothing_can_be_asked_of_a_thing_that_is_not_there(string path, string detail)
    {
        using var response = await _server.Http.PostAsync(path, content: null);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, response, detail);
    }

    [Fact]
    public async Task A_method_that_is_not_allowed_says_which_are()
    {
        using var response = await _server.SendAsync(HttpMethod.Put, "/api/v1/feeds", "{}");
        await ProblemAssert.IsAsync(HttpStatusCode.MethodNotAllowed, response, "PUT is not allowed here; allowed: GET, POST.");
    }

    [Fact]
    public async Task A_body_that_is_not_said_to_be_JSON_is_refused()
    {
        using var content = new StringContent("url=x", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await _server.Http.PostAsync("/api/v1/feeds", content);
        await ProblemAssert.IsAsync(HttpStatusCode.UnsupportedMediaType, response, "application/json");
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
    {
        using var response = await _server.PostAsync("/api/v1/feeds", $$"""{"url": "http://a.example/{{new string('x', 4096)}}"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.RequestEntityTooLarge, response, "NewsMonitor:MaximumBodyBytes");
    }

    [Theory]
    [InlineData("""{"url": "http://a.example/", "tilte": "x"}""", "tilte", "'tilte' is not known here. Known are: url, discover, title, tags, fullText, access.")]
    [InlineData("""{"title": "x"}""", "url", "'url' is missing.")]
    [InlineData("""{"url": 5}""", "url", "'url' is not a string.")]
    [InlineData("""{"url": null}""", "url", "'url' must not be null.")]
    [InlineData("""{"url": "http://a.example/", "tags": "x"}""", "tags", "'tags' is not a list.")]
    [InlineData("""{"url": "http://a.example/", "tags": ["a", 1]}""", "tags[1]", "'tags[1]' is not a string.")]
    [InlineData("""{"url": "http://a.example/", "url": "http://b.example/"}""", "url", "'url' is there twice.")]
    [InlineData("""{"url": "ftp://a.example/"}""", "url", "'ftp://a.example/' is not an absolute http or https URL.")]
    [InlineData("""{"url": "http://me:pass@a.example/"}""", "url", "must not carry a user name or password")]
    [InlineData("""{"url": "http://a.example/", "title": " "}""", "title", "The title is empty")]
    [InlineData("""{"url": "http://a.example/", "tags": [""]}""", "tags[0]", "A tag has 1 to 60 characters.")]
    public async Task A_wrong_member_is_named(string json, string field, string detail)
    {
        using var response = await _server.PostAsync("/api/v1/feeds", json);
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response, detail, field);
    }

    [Fact]
    public async Task Broken_JSON_says_where()
    {
        using var response = await _server.PostAsync("/api/v1/feeds", "{\n  \"url\": \"http://a.example/\",,\n}");

        var problem = await ProblemAssert.ReadAsync(HttpStatusCode.BadRequest, response);
        Assert.Contains("The body is not JSON", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, problem.GetProperty("line").GetInt32());
        Assert.Equal(30, problem.GetProperty("column").GetInt32());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    public async Task A_body_that_is_not_there_is_asked_for(string json)
    {
        using var response = await _server.PostAsync("/api/v1/feeds", json);
        var problem = await ProblemAssert.ReadAsync(HttpStatusCode.BadRequest, response);
        Assert.Contains("body", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public async Task A_body_that_is_no_object_is_refused(string json)
    {
        using var response = await _server.PostAsync("/api/v1/feeds", json);
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response, "The body is not an object.");
    }

    [Theory]
    [InlineData("/api/v1/feeds?limit=0", "limit", "The limit is 0; it must be between 1 and 500.")]
    [InlineData("/api/v1/feeds?limit=501", "limit", "The limit is 501; it must be between 1 and 500.")]
    [InlineData("/api/v1/feeds?limit=many", "limit", "'many' cannot be taken as limit.")]
    [InlineData("/api/v1/feeds?limt=5", "limt", "There is no parameter 'limt' here. Known are: cursor, limit.")]
    [InlineData("/api/v1/feeds?limit=5&limit=6", "limit", "'5,6' cannot be taken as limit.")]
    [InlineData("/api/v1/feeds/feed_x?id=1", "id", "There is no parameter 'id' here, nor any other.")]
    [InlineData("/api/v1/articles?since=yesterday", "since", "'yesterday' is not an RFC 3339 time such as 2024-10-08T09:00:00Z")]
    [InlineData("/api/v1/articles?since=2024-10-08T09:00:00", "since", "is not an RFC 3339 time")]
    [InlineData("/api/v1/stories?minSources=0", "minSources", "minSources is 0; it must be 1 or more.")]
    [InlineData("/api/v1/articles?cursor=%21%21", "cursor", "")]
    [InlineData("/api/v1/stories?cursor=%21%21", "cursor", "")]
    [InlineData("/api/v1/alerts?cursor=%21%21", "cursor", "")]
    public async Task A_wrong_parameter_is_named(string path, string field, string detail)
    {
        using var response = await _server.Http.GetAsync(path);
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response, detail, field);
    }
}
