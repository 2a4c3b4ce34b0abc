using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NewsMonitor.TestKit;

/// <summary>
/// A real HTTP server on 127.0.0.1 that answers as the test scripts it, path by path, and records what it was asked. A path without a
/// script answers 404. For answers that break HTTP itself there is <see cref="RawServer"/>.
/// </summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, RequestDelegate> _handlers = new(StringComparer.Ordinal);

    private LoopbackServer(WebApplication app) => _app = app;

    /// <summary>Scheme, address and port, without a slash at the end.</summary>
    public string Root { get; private set; } = "";

    public RequestLog Requests { get; } = new();

    /// <summary>True (the default) to keep every request in <see cref="Requests"/>; a load test switches it off.</summary>
    public bool Recording { get; set; } = true;

    /// <summary>Answers paths that have no script; null for 404.</summary>
    public RequestDelegate? Otherwise { get; set; }

    /// <param name="certificate">To speak https; null for http.</param>
    public static async Task<LoopbackServer> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                    listen.UseHttps(certificate);
            });
            kestrel.AddServerHeader = false;
            kestrel.AllowResponseHeaderCompression = false;
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        // A handler that a test left hanging must not hold up the end of the test.
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        var app = builder.Build();
        var server = new LoopbackServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        server.Root = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    /// <summary>The absolute URL of a path.</summary>
    public string Url(string path) => Root + path;

    /// <summary>Scripts a path (without query); the last script wins.</summary>
    public LoopbackServer On(string path, RequestDelegate handler)
    {
        _handlers[path] = handler;
        return this;
    }

    /// <summary>Scripts a path with one unchanging answer.</summary>
    public LoopbackServer On(string path, string body, string? contentType = "application/xml", int status = 200, params (string Name, string Value)[] headers) =>
        On(path, Encoding.UTF8.GetBytes(body), contentType, status, headers);

    /// <summary>Scripts a path with one unchanging answer.</summary>
    public LoopbackServer On(string path, byte[] body, string? contentType, int status = 200, params (string Name, string Value)[] headers) =>
        On(path, context => ReplyAsync(context, status, body, contentType, headers));

    /// <summary>Scripts a path with answers given one after the other; the last is repeated.</summary>
    public LoopbackServer OnSequence(string path, params RequestDelegate[] handlers)
    {
        var calls = -1;
        return On(path, context => handlers[Math.Min(Interlocked.Increment(ref calls), handlers.Length - 1)](context));
    }

    /// <summary>Writes an answer: for use inside scripts.</summary>
    public static async Task ReplyAsync(
        HttpContext context, int status, byte[] body, string? contentType = null, params (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        if (contentType is not null)
            context.Response.ContentType = contentType;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        if (status is 204 or 304)
            return;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Writes an answer: for use inside scripts.</summary>
    public static Task ReplyAsync(
        HttpContext context, int status, string body = "", string? contentType = null, params (string Name, string Value)[] headers) =>
        ReplyAsync(context, status, Encoding.UTF8.GetBytes(body), contentType, headers);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (Recording)
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, context.RequestAborted);
            var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
            var headers = request.Headers.SelectMany(h => h.Value.Select(v => KeyValuePair.Create(h.Key, v ?? ""))).ToList();
            Requests.Add(new RecordedRequest(request.Method, target, headers, body.ToArray()));
            request.Body = new MemoryStream(body.ToArray());
        }

        if ((_handlers.GetValueOrDefault(request.Path.Value ?? "/") ?? Otherwise) is { } handler)
            await handler(context);
        else
            await ReplyAsync(context, 404, "nothing here", "text/plain");
    }
}
