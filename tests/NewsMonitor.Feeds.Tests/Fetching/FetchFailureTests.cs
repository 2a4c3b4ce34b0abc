using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Fetching;

public sealed class FetchFailureTests
{
    [Theory]
    [InlineData(404, "The server answered 404 (Not Found).")]
    [InlineData(410, "The server answered 410 (Gone).")]
    [InlineData(500, "The server answered 500 (Internal Server Error).")]
    [InlineData(599, "The server answered 599.")]
    [InlineData(204, "The server answered 204 (No Content).")]
    [InlineData(206, "The server answered 206 (Partial Content).")]
    public async Task An_error_status_is_a_failure_with_its_name(int status, string error)
    {
        await using var server = await LoopbackServer.StartAsync();
        server.On("/feed", status == 204 ? "" : "<rss/>", null, status, ("ETag", "\"never\""));
        using var fetch = new Fetch();

        var failed = await fetch.FailureAsync(server.Url("/feed"));

        Assert.Equal((FetchFailure.HttpStatus, error, status), (failed.Failure, failed.Error, failed.Exchange.HttpStatus));
    }

    [Theory]
    [InlineData("", "A head that never comes")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nX-Slow: ", "A head that stops")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>", "A body that stops")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n", "A chunk that never comes")]
    public async Task A_server_that_falls_silent_is_left_at_the_deadline(string sent, string what)
    {
        var clock = new FakeClock();
        await using var server = RawServer.Stalling(sent);
        using var fetch = new Fetch(clock: clock);

        var fetching = fetch.GetAsync(server.Url("/feed"));
        await server.Requests.CountAsync(1);
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(fetching.IsCompleted, what);
        clock.Advance(TimeSpan.FromSeconds(1));

        var failed = Assert.IsType<FetchFailed>(await fetching.Soon($"the fetch ends ({what})"));
        Assert.Equal((FetchFailure.Timeout, "No complete answer within 30 s."), (failed.Failure, failed.Error));
        Assert.Equal(TimeSpan.FromSeconds(30), failed.Exchange.Duration);
    }

    [Fact]
    public async Task A_body_that_drips_for_ever_is_left_at_the_deadline()
    {
        var dripping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var clock = new FakeClock();
        await using var server = new RawServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n<rss>"u8.ToArray(), stop);
            for (var drops = 0; ; drops++)
            {
                await stream.WriteAsync("x"u8.ToArray(), stop);
                if (drops == 10)
                    dripping.TrySetResult();
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, stop);
            }
        });
        using var fetch = new Fetch(clock: clock);

        var fetching = fetch.GetAsync(server.Url("/feed"));
        await dripping.Task.Soon("the body drips");
        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(FetchFailure.Timeout, Assert.IsType<FetchFailed>(await fetching.Soon("the fetch ends")).Failure);
    }

    [Fact]
    public async Task The_caller_can_cancel()
    {
        await using var server = RawServer.Stalling("");
        using var fetcher = new FeedFetcher(Fetch.Options, new FakeClock());
        using var cancel = new CancellationTokenSource();

        var fetching = fetcher.FetchAsync(new FetchRequest(server.Url("/feed"), Validators.None), cancel.Token);
        await server.Requests.CountAsync(1);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching.Soon("the fetch ends"));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>", FetchFailure.Connection, "The answer ended before it was complete.")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n", FetchFailure.Connection, "The answer ended before it was complete.")]
    [InlineData("", FetchFailure.Connection, "The answer ended before it was complete.")]
    [InlineData("SSH-2.0-nothttp\r\n\r\n", FetchFailure.Protocol, "The answer is not valid HTTP.")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n", FetchFailure.Protocol, "The answer is not valid HTTP.")]
    public async Task A_broken_answer_is_a_failure(string sent, FetchFailure failure, string error)
    {
        await using var server = RawServer.Sending(sent);
        using var fetch = new Fetch();

        var failed = await fetch.FailureAsync(server.Url("/feed"));

        Assert.Equal((failure, error), (failed.Failure, failed.Error));
    }

    [Fact]
    public async Task A_head_that_does_not_end_is_refused_at_its_cap()
    {
        await using var server = new RawServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), stop);
            var line = Encoding.ASCII.GetBytes($"X-Filler: {new string('x', 1000)}\r\n");
            while (true)
                await stream.WriteAsync(line, stop);
        });
        using var fetch = new Fetch();

        var failed = await fetch.FailureAsync(server.Url("/feed"));

        Assert.Equal((FetchFailure.Protocol, "The head of the answer is larger than is taken."), (failed.Failure, failed.Error));
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_a_failure_that_says_so()
    {
        using var fetch = new Fetch();

        // No system gives this port to a test that asks for a free one.
        var failed = await fetch.FailureAsync("http://127.0.0.1:1/feed");

        Assert.Equal(FetchFailure.Connection, failed.Failure);
        Assert.EndsWith("refuses connections.", failed.Error, StringComparison.Ordinal);
        Assert.Null(failed.Exchange.HttpStatus);
    }

    [Fact]
    public async Task Plain_http_on_a_port_that_should_speak_tls_is_a_failure_of_the_secure_connection()
    {
        await using var server = await LoopbackServer.StartAsync();
        using var fetch = new Fetch();

        var failed = await fetch.FailureAsync(server.Url("/feed").Replace("http:", "https:", StringComparison.Ordinal));

        Assert.Equal(FetchFailure.Tls, failed.Failure);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_a_failure_of_the_secure_connection()
    {
        using var certificate = LoopbackCertificate.Create();
        var asked = false;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var tls = new SslStream(client.GetStream());
            try
            {
                await tls.AuthenticateAsServerAsync(certificate);
                asked = await tls.ReadAsync(new byte[1]) > 0;
            }
            catch (Exception e) when (e is IOException or AuthenticationException)
            {
                // The other side went away, as it should.
            }
        });
        using var fetch = new Fetch();

        var failed = await fetch.FailureAsync($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/feed");

        Assert.Equal(FetchFailure.Tls, failed.Failure);
        await serving.Soon("the server is left");
        Assert.False(asked, "A request was sent over a connection that is not to be trusted.");
    }

    [Theory]
    [InlineData("ftp://outlet.example/feed")]
    [InlineData("file:///etc/hostname")]
    [InlineData("/feed")]
    [InlineData("")]
    public async Task Only_http_and_https_are_fetched(string url)
    {
        using var fetch = new Fetch();

        Assert.Equal(FetchFailure.BadUrl, (await fetch.FailureAsync(url)).Failure);
    }
}
