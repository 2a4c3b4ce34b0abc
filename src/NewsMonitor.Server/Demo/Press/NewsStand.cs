using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace NewsMonitor.Server.Demo.Press;

/// <summary>Answers requests for the outlets' feeds as their servers would: validators, compression, outages.</summary>
public sealed class NewsStand(Newsroom newsroom, DemoClock clock)
{
    private readonly ConcurrentDictionary<string, double> _read = new(StringComparer.Ordinal);

    /// <summary>Whether somebody has seen that an outlet fails. Until then its outage goes on: a busy machine would sleep through a short one.</summary>
    public Func<Outlet, bool> Noticed { get; init; } = _ => true;

    /// <summary>True when every feed has been read, or found unchanged, at or after the given second of the demo.</summary>
    public bool ReadSince(double seconds) => Outlets.All.All(outlet => _read.TryGetValue(outlet.Id, out var at) && at >= seconds);

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var outlet in Outlets.All)
            routes.MapGet(outlet.Path, context => AnswerAsync(context, outlet));
    }

    private async Task AnswerAsync(HttpContext context, Outlet outlet)
    {
        var now = clock.Seconds;
        var response = context.Response;
        if (outlet.Outage is var (from, until) && now >= from && (now < until || !Noticed(outlet)))
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            response.ContentType = "text/html";
            await response.WriteAsync("<html><body><h1>We will be back soon</h1></body></html>", context.RequestAborted);
            return;
        }

        var body = FeedDocument.Write(outlet, newsroom.Items(outlet, now));
        if (outlet.Validators)
        {
            var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 8))}\"";
            response.Headers.ETag = tag;
            if (context.Request.Headers.IfNoneMatch == tag)
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                _read[outlet.Id] = now;
                return;
            }
        }

        response.ContentType = FeedDocument.ContentType(outlet);
        if (outlet.Gzip && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            response.Headers[HeaderNames.ContentEncoding] = "gzip";
            response.Headers[HeaderNames.Vary] = HeaderNames.AcceptEncoding;
            body = Compress(body);
        }

        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
        _read[outlet.Id] = now;
    }

    private static byte[] Compress(byte[] body)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(body);
        return bytes.ToArray();
    }
}
