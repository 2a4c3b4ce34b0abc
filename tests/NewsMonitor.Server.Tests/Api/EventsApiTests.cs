using System.Net;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.TestKit;

namespace NewsMonitor.Server.Tests.Api;

public sealed class EventsApiTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async Task InitializeAsync() =>
        // The events that are written here are years old.
        _server = await RunningServer.StartAsync(
            configure: null, "--NewsMonitor:Events:Heartbeat=00:00:00.1", "--NewsMonitor:Events:MaximumListeners=2", "--NewsMonitor:Events:KeepFor=36500.00:00:00");

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("/events")]
    [InlineData("/api/v1/events")]
    public async Task A_listener_gets_what_it_missed_and_then_what_happens(string path)
    {
        await WriteAsync(3);
        await using var listener = await ListenAsync(path, "1");

        Assert.Equal(["2", "3"], await listener.TakeAsync(2));
        await WriteAsync(2);

        Assert.Equal(["4", "5"], await listener.TakeAsync(2));
    }

    [Fact]
    public async Task An_event_carries_its_sequence_time_type_subject_and_data()
    {
        await WriteAsync(1);
        await using var listener = await ListenAsync("/events", "0");

        await listener.TakeAsync(1);

        Assert.Equal(LoggedEventTypes.StoryBegan, listener.Last.EventType);
        Assert.Equal(
            """{"sequence":1,"at":"2024-10-08T09:00:00.000Z","type":"story.began","subject":"story_1","data":{"headline":"Brücke \"gesperrt\""}}""", listener.Last.Data);
    }

    [Fact]
    public async Task Without_an_id_a_listener_begins_with_what_happens_from_now_on()
    {
        await WriteAsync(2);
        await using var listener = await ListenAsync("/events", id: null);

        await WriteAsync(1);

        Assert.Equal(["3"], await listener.TakeAsync(1));
    }

    [Fact]
    public async Task A_listener_that_missed_more_than_is_kept_is_told_of_the_gap()
    {
        await WriteAsync(5);
        await _server.Services.GetRequiredService<IEventLog>().TrimAsync(DateTimeOffset.MinValue, 2, default);
        await using var listener = await ListenAsync("/events", "1");

        Assert.Equal([null, "4", "5"], await listener.TakeAsync(3));
        Assert.Equal(("gap", """{"seen":1,"next":4}"""), (listener.All[0].EventType, listener.All[0].Data));
    }

    [Fact]
    public async Task A_listener_that_saw_what_this_log_never_had_is_told_of_the_gap_and_listens_on()
    {
        await WriteAsync(2);
        await using var listener = await ListenAsync("/events", "900");

        await listener.TakeAsync(1);
        await WriteAsync(1);

        Assert.Equal(("gap", """{"seen":900,"next":3}"""), (listener.Last.EventType, listener.Last.Data));
        Assert.Equal(["3"], await listener.TakeAsync(1));
    }

    [Fact]
    public async Task A_quiet_connection_is_sent_comments()
    {
        using var response = await RequestAsync("/events", id: null);
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(stream);

        Assert.Equal("retry: 2000", await reader.ReadLineAsync().Soon("the first line"));
        Assert.Equal("", await reader.ReadLineAsync().Soon("the end of the block"));
        Assert.Equal(": still here", await reader.ReadLineAsync().Soon("a heartbeat"));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1.5")]
    public async Task An_id_that_is_none_is_refused(string id)
    {
        using var response = await RequestAsync("/events", id);
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response, "is not the id of an event", "Last-Event-ID");
    }

    [Fact]
    public async Task Listeners_beyond_the_limit_are_refused_until_one_leaves()
    {
        using var first = await RequestAsync("/events", id: null);
        using (await RequestAsync("/events", id: null))
        {
            using var third = await RequestAsync("/events", id: null);
            await ProblemAssert.IsAsync(HttpStatusCode.ServiceUnavailable, third, "2 connections listen already");
        }

        await Eventually.TrueAsync(
            async () =>
            {
                using var again = await RequestAsync("/events", id: null);
                return again.StatusCode == HttpStatusCode.OK;
            },
            "the place of the one that left is free");
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_listeners()
    {
        var server = await RunningServer.StartAsync(configure: null, "--NewsMonitor:StopTimeout=00:02:00");
        using var http = server.NewClient();
        using var response = await http.GetAsync("/events", HttpCompletionOption.ResponseHeadersRead);

        await server.DisposeAsync().AsTask().Soon("the server has stopped");
    }

    private Task<HttpResponseMessage> RequestAsync(string path, string? id) => EventListener.RequestAsync(_server.Http, path, id);

    private Task<EventListener> ListenAsync(string path, string? id) => EventListener.ListenAsync(_server.Http, path, id);

    private async Task WriteAsync(int count)
    {
        var at = new DateTimeOffset(2024, 10, 8, 9, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var data = JsonSerializer.Serialize(new { headline = "Brücke \"gesperrt\"" });
        for (var i = 0; i < count; i++)
        {
            await _server.Services.GetRequiredService<SqliteDatabase>().WriteAsync(
                c => c.Execute(
                    "INSERT INTO event_log (at, type, subject, data) SELECT @at, 'story.began', 'story_' || (coalesce(max(seq), 0) + 1), @data FROM event_log", new { at, data }),
                default);
        }
    }
}
