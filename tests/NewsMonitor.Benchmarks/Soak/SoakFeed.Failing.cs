using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace NewsMonitor.Benchmarks.Soak;

internal sealed partial class SoakFeed
{
    private static readonly byte[] BombBytes = Packed(new string(' ', 1024 * 1024), times: 64);

    private long _firstGone;
    private long _lastGone;
    private bool _hopExpected;

    /// <summary>It said so twice, far enough apart.</summary>
    public bool IsGone => _firstGone != 0 && _clock.GetElapsedTime(_firstGone, _lastGone) >= _plan.Options.GoneAfter;

    /// <summary>What goes wrong with this poll.</summary>
    private SoakKind Misery(bool moved)
    {
        lock (_lock)
        {
            return Kind switch
            {
                // Its first answer is good, so that there is something to keep.
                _ when _polls == 1 => SoakKind.Well,
                SoakKind.Well or SoakKind.AlwaysNotModified => SoakKind.Well,
                SoakKind.Gone => Kind,
                SoakKind.MovedForGood or SoakKind.MovedForNow => moved ? SoakKind.Well : Kind,
                SoakKind.Flapping => _polls % 2 == 0 ? SoakKind.ServerError : SoakKind.Well,
                SoakKind.CutDocument => _polls % 2 == 0 ? Kind : SoakKind.Well,
                _ => Recovered ? SoakKind.Well : Kind,
            };
        }
    }

    private async Task FailAsync(HttpContext context, SoakKind misery, Ticket? ticket)
    {
        var response = context.Response;
        switch (misery)
        {
            case SoakKind.CutDocument:
                await PublishAsync(context, ticket, cut: true);
                return;
            case SoakKind.MovedForGood or SoakKind.MovedForNow:
                lock (_lock)
                    _hopExpected = misery == SoakKind.MovedForGood;
                // The hop answers for the poll.
                ticket?.End();
                Redirect(response, misery == SoakKind.MovedForGood ? 301 : 302, misery == SoakKind.MovedForGood ? Moved : $"{Elsewhere}/elsewhere/{Number}");
                return;
        }

        var asked = misery is SoakKind.TooMany or SoakKind.Unavailable ? TimeSpan.FromSeconds(SoakPlan.RetryAfterSeconds) : (TimeSpan?)null;
        Bad(misery, asked);
        if (misery is not SoakKind.Drip)
            ticket?.End();
        switch (misery)
        {
            case SoakKind.Drip:
                await DripAsync(context, ticket);
                break;
            case SoakKind.Reset:
                context.Abort();
                break;
            case SoakKind.ServerError:
                await SayAsync(500, "text/plain", "Something went wrong.");
                break;
            case SoakKind.TooMany:
                response.Headers.RetryAfter = $"{SoakPlan.RetryAfterSeconds}";
                await SayAsync(429, "text/plain", "Slow down.");
                break;
            case SoakKind.Unavailable:
                // A date has whole seconds only: later than asked above, never earlier.
                response.Headers.RetryAfter = _clock.GetUtcNow().AddSeconds(SoakPlan.RetryAfterSeconds + 1).ToString("R");
                await SayAsync(503, "text/html", "<!DOCTYPE html><title>Down</title>");
                break;
            case SoakKind.NotFound:
                await SayAsync(404, "text/html", "<!DOCTYPE html><title>Not found</title>");
                break;
            case SoakKind.Gone:
                await SayAsync(410, "text/plain", "Gone.");
                break;
            case SoakKind.WebPage:
                await SayAsync(200, "application/rss+xml", "<!DOCTYPE html><html><head><title>Welcome</title></head><body><p>A page.</p></body></html>");
                break;
            case SoakKind.Challenge:
                response.Headers["cf-mitigated"] = "challenge";
                await SayAsync(403, "text/html", "<!DOCTYPE html><title>Just a moment...</title>");
                break;
            case SoakKind.Loop:
                Redirect(response, 302, $"{Root}/loop/{Number}");
                break;
            case SoakKind.LongChain:
                Redirect(response, 302, $"{Root}/hop/{Number}/1");
                break;
            case SoakKind.CutTransfer:
                response.ContentType = "application/rss+xml";
                response.ContentLength = 100_000;
                await response.WriteAsync(SoakDocument.Render(_document.Latest())[..300], context.RequestAborted);
                await response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                break;
            case SoakKind.Bomb:
                response.ContentType = "application/rss+xml";
                response.Headers.ContentEncoding = "gzip";
                await response.Body.WriteAsync(BombBytes, context.RequestAborted);
                break;
            case SoakKind.HugeHead:
                for (var i = 0; i < 20; i++)
                    response.Headers[$"X-Filler-{i}"] = new string('x', 4000);
                await SayAsync(200, "application/rss+xml", "<rss/>");
                break;
            default:
                throw new InvalidOperationException($"{misery} is not acted.");
        }

        async Task SayAsync(int status, string type, string body)
        {
            response.StatusCode = status;
            response.ContentType = type;
            await response.WriteAsync(body, context.RequestAborted);
        }
    }

    /// <summary>A redirect that leads on: each poll may follow as many as it follows, and no more.</summary>
    public void Hop(HttpContext context, int number)
    {
        _rules.Check($"{_plan.Options.MaximumRedirects} redirects are followed at most", number <= _plan.Options.MaximumRedirects, () => $"{Name}: hop {number}");
        Redirect(context.Response, 302, $"{Root}/hop/{Number}/{number + 1}");
    }

    /// <summary>A redirect back to where it came from.</summary>
    public void LoopBack(HttpContext context) => Redirect(context.Response, 302, Url);

    /// <summary>A bad answer goes out.</summary>
    private void Bad(SoakKind misery, TimeSpan? asked)
    {
        lock (_lock)
        {
            _failures++;
            _answered = misery == SoakKind.Drip ? _arrived : _clock.GetTimestamp();
            var options = _plan.Options;
            var backoff = TimeSpan.FromSeconds(Math.Min(_plan.Backoff.TotalSeconds, options.DefaultInterval.TotalSeconds * Math.Pow(2, Math.Min(_failures - 1, 20)))) * (1 - options.Jitter);
            (_notBefore, _notBeforeRule) = asked > backoff
                ? (asked.Value, "a feed that sent Retry-After is left alone for so long")
                : (backoff, "failures double the wait: no retry at once");
            if (misery == SoakKind.Gone)
            {
                _rules.Check("a feed that said for long enough that it is gone is not asked again", !IsGone, () => $"{Name}: again");
                _lastGone = _answered;
                _firstGone = _firstGone == 0 ? _answered : _firstGone;
            }
        }

        if (asked is { } rest)
            Host.Rest(rest);
    }

    private async Task DripAsync(HttpContext context, Ticket? ticket)
    {
        context.Response.ContentType = "application/rss+xml";
        var started = _clock.GetTimestamp();
        try
        {
            while (_clock.GetElapsedTime(started) < 3 * _plan.Options.TotalTimeout)
            {
                await context.Response.Body.WriteAsync("<"u8.ToArray(), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(TimeSpan.FromMilliseconds(300), _clock, context.RequestAborted);
                // The poller's own clock began earlier than this one.
                if (_clock.GetElapsedTime(started) > _plan.Options.TotalTimeout / 2)
                    ticket?.End();
            }

            _rules.Check("a body that drips is ended", false, () => Name);
        }
        catch (OperationCanceledException)
        {
            _rules.Check("a body that drips is ended", true, () => Name);
        }
    }

    private static void Redirect(HttpResponse response, int status, string to)
    {
        response.StatusCode = status;
        response.Headers.Location = to;
    }

    private static byte[] Packed(string text, int times = 1)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            for (var i = 0; i < times; i++)
                gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
