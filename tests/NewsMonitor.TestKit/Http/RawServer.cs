using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NewsMonitor.TestKit;

/// <summary>A TCP server on 127.0.0.1 for answers that no HTTP server would give: slow drips, half headers, lengths that lie.</summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<RecordedRequest, Stream, CancellationToken, Task> _script;
    private readonly Task _accepting;

    /// <param name="script">Gets the request's head and the connection's stream; the connection is closed when it returns.</param>
    /// <param name="address">Which of the addresses of loopback it listens on: each is a host of its own.</param>
    public RawServer(Func<RecordedRequest, Stream, CancellationToken, Task> script, string address = "127.0.0.1")
    {
        _script = script;
        _listener = new TcpListener(IPAddress.Parse(address), 0);
        _listener.Start();
        Root = $"http://{address}:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = AcceptAsync();
    }

    /// <summary>Scheme, address and port, without a slash at the end.</summary>
    public string Root { get; }

    public RequestLog Requests { get; } = new();

    /// <summary>A server that sends these bytes to everybody, then closes.</summary>
    public static RawServer Sending(string bytes) => new((_, stream, stop) => stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), stop).AsTask());

    /// <summary>A server that sends these bytes to everybody, then keeps the connection open in silence.</summary>
    public static RawServer Stalling(string bytes) => new(async (_, stream, stop) =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), stop);
        await stream.FlushAsync(stop);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
    });

    /// <summary>The absolute URL of a path.</summary>
    public string Url(string path) => Root + path;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (_stop.IsCancellationRequested || e is SocketException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await ReadHeadAsync(stream) is not { } request)
                    return;
                Requests.Add(request);
                await _script(request, stream, _stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // The other side went away, or the test is over.
            }
        }
    }

    private async Task<RecordedRequest?> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(buffer, _stop.Token) == 0)
                return null;
            head.Append((char)buffer[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var start = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(l => l.Split(':', 2)).Select(p => KeyValuePair.Create(p[0], p[1].Trim())).ToList();
        return new RecordedRequest(start[0], start[1], headers, []);
    }
}
