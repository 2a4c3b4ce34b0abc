using System.IO.Compression;
using System.Text;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Fetching;

public sealed class BodyTests : IAsyncLifetime
{
    private const int Cap = 1024 * 1024;
    private const string Feed = "<rss version=\"2.0\"><channel><title>Ünïcödé</title></channel></rss>";

    private readonly Fetch _fetch = new(Fetch.Options with { MaximumBodyBytes = Cap });
    private LoopbackServer _server = null!;

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync();

    public async Task DisposeAsync()
    {
        _fetch.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip", "x-gzip")]
    [InlineData("gzip", "GZIP")]
    [InlineData("br", "br")]
    [InlineData("zlib", "deflate")]
    [InlineData("deflate", "deflate")]
    [InlineData("gzip", "identity, gzip")]
    public async Task A_coded_body_is_decoded(string applied, string named)
    {
        _server.On("/feed", Encode(applied, Encoding.UTF8.GetBytes(Feed)), "application/xml", 200, ("Content-Encoding", named));

        Assert.Equal(Feed, await BodyAsync());
    }

    [Fact]
    public async Task Two_codings_are_undone_in_their_order()
    {
        _server.On("/feed", Encode("br", Encode("gzip", Encoding.UTF8.GetBytes(Feed))), "application/xml", 200, ("Content-Encoding", "gzip, br"));

        Assert.Equal(Feed, await BodyAsync());
    }

    [Fact]
    public async Task A_body_that_says_gzip_and_is_none_is_read_as_it_is()
    {
        _server.On("/feed", Encoding.UTF8.GetBytes(Feed), "application/xml", 200, ("Content-Encoding", "gzip"));

        Assert.Equal(Feed, await BodyAsync());
    }

    [Fact]
    public async Task A_body_that_is_gzip_and_does_not_say_so_is_decoded()
    {
        _server.On("/feed.xml.gz", Encode("gzip", Encoding.UTF8.GetBytes(Feed)), "application/gzip");

        Assert.Equal(Feed, await BodyAsync("/feed.xml.gz"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_bomb_is_refused_when_it_passes_the_cap(string coding)
    {
        _server.On("/feed", Encode(coding == "deflate" ? "zlib" : coding, new byte[100 * Cap]), "application/xml", 200, ("Content-Encoding", coding));

        await RefusedAsync(FetchFailure.TooLarge, "The body is larger than 1024 KiB, the most that is taken.");
    }

    [Fact]
    public async Task A_bomb_in_a_bomb_is_refused_when_it_passes_the_cap()
    {
        _server.On("/feed", Encode("gzip", Encode("gzip", new byte[100 * Cap])), "application/xml", 200, ("Content-Encoding", "gzip, gzip"));

        await RefusedAsync(FetchFailure.TooLarge, "The body is larger than 1024 KiB, the most that is taken.");
    }

    [Fact]
    public async Task More_codings_than_any_honest_server_applies_are_refused()
    {
        _server.On("/feed", "x", headers: ("Content-Encoding", "gzip, gzip, gzip"));

        await RefusedAsync(FetchFailure.Coding, "The body has 3 content codings; at most 2 are undone.");
    }

    [Fact]
    public async Task An_unknown_coding_is_refused_by_name()
    {
        _server.On("/feed", "x", headers: ("Content-Encoding", "zstd"));

        await RefusedAsync(FetchFailure.Coding, "The body has the unknown content coding 'zstd'.");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zlib")]
    public async Task Damaged_compression_is_a_failure(string coding)
    {
        var bytes = Encode(coding, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000))));
        for (var i = bytes.Length / 2; i < bytes.Length; i++)
            bytes[i] = (byte)(i * i * 151 + 7 * i);
        _server.On("/feed", bytes, "application/xml", 200, ("Content-Encoding", coding == "zlib" ? "deflate" : coding));

        var failed = await _fetch.FailureAsync(_server.Url("/feed"));

        Assert.Equal(FetchFailure.Coding, failed.Failure);
    }

    [Fact]
    public async Task Fifty_megabytes_that_announce_themselves_are_refused_unread()
    {
        // Nothing follows the head, and the clock stands still: a fetch that waited for the body would not end.
        await using var server = RawServer.Stalling($"HTTP/1.1 200 OK\r\nContent-Length: {50 * Cap}\r\n\r\n");

        var failed = await _fetch.FailureAsync(server.Url("/feed")).Soon("the fetch ends");

        Assert.Equal(FetchFailure.TooLarge, failed.Failure);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData(null)]
    public async Task A_body_without_end_is_refused_at_the_cap(string? coding)
    {
        _server.On("/feed", async context =>
        {
            if (coding is not null)
                context.Response.Headers.ContentEncoding = coding;
            // As gzip: the head, then stored blocks of length nought, of which no decoded byte ever comes (RFC 1951 section 3.2.4).
            if (coding is not null)
                await context.Response.Body.WriteAsync(new byte[] { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff }, context.RequestAborted);
            byte[] part = coding is null ? new byte[Cap] : [.. Enumerable.Repeat(new byte[] { 0, 0, 0, 0xff, 0xff }, 4096).SelectMany(block => block)];
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(part, context.RequestAborted);
        });

        await RefusedAsync(FetchFailure.TooLarge, "The body is larger than 1024 KiB, the most that is taken.").Soon("the fetch ends");
    }

    [Fact]
    public async Task A_body_as_large_as_the_cap_is_taken()
    {
        _server.On("/feed", Enumerable.Repeat((byte)'x', Cap).ToArray(), "application/xml");

        using var body = (await _fetch.DocumentAsync(_server.Url("/feed"))).Body;

        Assert.Equal(Cap, body.Bytes.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    public async Task An_empty_body_is_a_failure(string text)
    {
        _server.On("/feed", text);

        await RefusedAsync(FetchFailure.Empty, "The server sent an empty document.");
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Sorry</body></html>", "text/html")]
    [InlineData("  <!-- cached --> <HTML><title>x</title>", "application/rss+xml")]
    [InlineData("\uFEFF<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x\"><html/>", "application/xml")]
    [InlineData("<head><meta http-equiv=\"refresh\"></head>", "text/html")]
    public async Task A_web_page_is_a_failure_whatever_it_calls_itself(string text, string contentType)
    {
        _server.On("/feed", text, contentType);

        await RefusedAsync(FetchFailure.WebPage, "The server sent a web page (HTML), not a feed.");
    }

    [Theory]
    [InlineData("<rss><channel><description>&lt;html&gt;</description></channel></rss>")]
    [InlineData("<?xml version=\"1.0\"?><!-- <html> --><feed/>")]
    [InlineData("{\"version\": \"https://jsonfeed.org/version/1.1\"}")]
    public async Task A_feed_that_is_called_a_web_page_is_taken(string text)
    {
        _server.On("/feed", text, "text/html; charset=windows-1252");

        var fetched = await _fetch.DocumentAsync(_server.Url("/feed"));

        Assert.Equal("text/html; charset=windows-1252", fetched.ContentType);
    }

    private static byte[] Encode(string coding, byte[] bytes)
    {
        using var encoded = new MemoryStream();
        using (Stream encoder = coding switch
        {
            "gzip" => new GZipStream(encoded, CompressionLevel.Optimal),
            "br" => new BrotliStream(encoded, CompressionLevel.Fastest),
            "zlib" => new ZLibStream(encoded, CompressionLevel.Optimal),
            _ => new DeflateStream(encoded, CompressionLevel.Optimal),
        })
        {
            encoder.Write(bytes);
        }

        return encoded.ToArray();
    }

    private async Task<string> BodyAsync(string path = "/feed")
    {
        using var body = (await _fetch.DocumentAsync(_server.Url(path))).Body;
        return Encoding.UTF8.GetString(body.Bytes.Span);
    }

    private async Task RefusedAsync(FetchFailure failure, string error)
    {
        var failed = await _fetch.FailureAsync(_server.Url("/feed"));
        Assert.Equal((failure, error), (failed.Failure, failed.Error));
        Assert.Equal(200, failed.Exchange.HttpStatus);
    }
}
