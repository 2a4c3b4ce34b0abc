using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Fetching;

/// <summary>How many connections a request takes.</summary>
public sealed class ConnectionTests
{
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<rss/>";

    [Fact]
    public async Task A_server_that_closes_without_an_answer_is_asked_once()
    {
        await using var server = RawServer.Sending("");
        using var fetch = new Fetch();

        var failed = await fetch.FailureAsync(server.Url("/feed"));

        Assert.Equal((FetchFailure.Connection, "The answer ended before it was complete."), (failed.Failure, failed.Error));
        Assert.Single(server.Requests.All);
    }

    [Fact]
    public async Task A_kept_connection_that_died_meanwhile_is_replaced_by_another_one()
    {
        // The connection is kept, and closed when the next request comes.
        var served = 0;
        await using var server = new RawServer(async (_, stream, stop) =>
        {
            // Counted before the answer: who has it may look at once.
            var first = Interlocked.Increment(ref served) == 1;
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>"), stop);
            if (first)
                Assert.NotEqual(0, await stream.ReadAsync(new byte[1], stop));
        });
        using var fetch = new Fetch();

        (await fetch.DocumentAsync(server.Url("/feed"))).Body.Dispose();
        (await fetch.DocumentAsync(server.Url("/feed"))).Body.Dispose();

        Assert.Equal(2, served);
    }

    [Fact]
    public async Task One_connection_is_enough_for_a_server_that_speaks_no_http_2()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var connections = 0;
        var serving = Task.Run(async () =>
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                Interlocked.Increment(ref connections);
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions { ServerCertificate = certificate, ApplicationProtocols = [SslApplicationProtocol.Http11] }, stop.Token);
                Assert.NotEqual(0, await tls.ReadAsync(new byte[4096], stop.Token));
                await tls.WriteAsync(System.Text.Encoding.ASCII.GetBytes(Answer), stop.Token);
            }
        });

        for (var n = 0; n < 20; n++)
        {
            var handler = GuardedHttpHandler.Create(allowPrivateNetworks: true);
#pragma warning disable CA5359 // The test's own certificate, which no authority vouches for.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
            using var fetcher = new FeedFetcher(handler, Fetch.Options, new FakeClock());
            var result = await fetcher.FetchAsync(new FetchRequest($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/feed", Validators.None), default);
            Assert.IsType<DocumentFetched>(result).Body.Dispose();
        }

        Assert.Equal(20, connections);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
    }
}
