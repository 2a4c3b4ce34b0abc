using System.Net;
using System.Text.Json;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api;

public sealed class AlertStreamsApiTests : IAsyncLifetime
{
    private RunningServer _server = null!;
    private string _subscription = "";

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync(configure: null, "--NewsMonitor:Events:AlertReplay=3", "--NewsMonitor:Events:Heartbeat=00:00:00.1");
        _subscription = Text(await _server.CreateAsync("/api/v1/subscriptions", """{"subscriber": "desk", "name": "Bridges", "query": "bridge", "channels": [{"type": "feed"}]}"""), "id");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_subscriber_gets_the_alerts_that_it_missed_and_then_what_it_is_told()
    {
        await TellAsync("desk", "others", "desk");
        await using var listener = await ListenAsync("/api/v1/alerts/events?subscriber=desk", "1");

        Assert.Equal(["3"], await listener.TakeAsync(1));
        await TellAsync("others", "desk");

        Assert.Equal(["5"], await listener.TakeAsync(1));
        using var data = JsonDocument.Parse(listener.Last.Data);
        Assert.Equal(("story.new", "alert_5", "desk", "Headline 5"), (
            listener.Last.EventType, Text(data.RootElement, "id"), Text(data.RootElement, "subscriber"), Text(data.RootElement.GetProperty("story"), "headline")));
    }

    [Fact]
    public async Task A_subscription_s_stream_has_its_own_alerts_only()
    {
        await TellAsync("desk", "desk");
        await AlertRows.WriteAsync(_server, _subscription, "desk");
        await using var listener = await ListenAsync($"/api/v1/subscriptions/{_subscription}/events", "0");
        Assert.Equal(["3"], await listener.TakeAsync(1));
    }

    [Fact]
    public async Task Without_a_subscriber_all_alerts_are_heard_and_without_an_id_those_from_now_on()
    {
        await TellAsync("desk");
        await using var listener = await ListenAsync("/api/v1/alerts/events", id: null);
        await TellAsync("others", "desk");
        Assert.Equal(["2", "3"], await listener.TakeAsync(2));
    }

    [Fact]
    public async Task Who_missed_more_than_is_replayed_is_told_of_the_gap()
    {
        await TellAsync("desk", "desk", "desk", "desk", "desk");
        await using var listener = await ListenAsync("/api/v1/alerts/events?subscriber=desk&lastEventId=1", id: null);

        Assert.Equal([null, "3", "4", "5"], await listener.TakeAsync(4));
        Assert.Equal(("gap", """{"seen":1,"next":3}"""), (listener.All[0].EventType, listener.All[0].Data));
    }

    [Fact]
    public async Task Who_saw_what_this_database_never_had_is_told_of_the_gap_and_listens_on()
    {
        await TellAsync("desk");
        await using var listener = await ListenAsync("/api/v1/alerts/events", "900");

        await listener.TakeAsync(1);
        Assert.Equal(("gap", """{"seen":900,"next":2}"""), (listener.Last.EventType, listener.Last.Data));
        await TellAsync("desk");
        Assert.Equal(["2"], await listener.TakeAsync(1));
    }

    [Fact]
    public async Task A_subscription_that_is_not_there_has_no_stream()
    {
        using var response = await EventListener.RequestAsync(_server.Http, "/api/v1/subscriptions/sub_none/events", null);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, response, "There is no subscription 'sub_none'");
    }

    [Fact]
    public async Task An_id_that_is_none_is_refused()
    {
        using var response = await EventListener.RequestAsync(_server.Http, "/api/v1/alerts/events", "abc");
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response, "is not the id of an event", "Last-Event-ID");
    }

    private Task<EventListener> ListenAsync(string path, string? id) => EventListener.ListenAsync(_server.Http, path, id);

    private Task TellAsync(params string[] subscribers) => AlertRows.WriteAsync(_server, null, subscribers);
}
