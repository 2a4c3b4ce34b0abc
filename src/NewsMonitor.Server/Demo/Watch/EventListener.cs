using System.Net.ServerSentEvents;

namespace NewsMonitor.Server.Demo.Watch;

/// <summary>Listens to the server's <c>/events</c> as a browser would: comes back with the last id when the connection ends.</summary>
public sealed class EventListener(HttpClient server, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Calls <paramref name="happened"/> for every event since the beginning, in their order, until cancelled.</summary>
    public async Task RunAsync(Action<Happening> happened, CancellationToken cancellationToken)
    {
        var last = "0";
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/events");
                request.Headers.Add("Last-Event-ID", last);
                using var response = await server.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                response.EnsureSuccessStatusCode();
                var events = SseParser.Create(await response.Content.ReadAsStreamAsync(cancellationToken));
                await foreach (var item in events.EnumerateAsync(cancellationToken))
                {
                    if (Happening.Parse(item.EventType, item.Data) is { } happening)
                        happened(happening);
                    last = events.LastEventId is { Length: > 0 } id ? id : last;
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
            {
                // The server will be back, and the next request asks for what was missed.
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
