using System.Net.ServerSentEvents;
using NewsMonitor.TestKit;

namespace NewsMonitor.Server.Tests.Api;

/// <summary>One connection that listens to server-sent events.</summary>
internal sealed class EventListener : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private EventListener(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _items = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator();
    }

    public List<SseItem<string>> All { get; } = [];

    public SseItem<string> Last => All[^1];

    public static async Task<HttpResponseMessage> RequestAsync(HttpClient http, string path, string? id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (id is not null)
            request.Headers.Add("Last-Event-ID", id);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public static async Task<EventListener> ListenAsync(HttpClient http, string path, string? id)
    {
        var response = await RequestAsync(http, path, id);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventListener(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>Waits for that many events and gives their ids.</summary>
    public async Task<IReadOnlyList<string?>> TakeAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(await _items.MoveNextAsync().AsTask().Soon($"event {i + 1} of {count}"));
            All.Add(_items.Current);
        }

        return [.. All.TakeLast(count).Select(item => item.EventId)];
    }

    public ValueTask DisposeAsync()
    {
        _response.Dispose();
        return ValueTask.CompletedTask;
    }
}
