using System.Globalization;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Problems;
using NewsMonitor.Server.Settings;

namespace NewsMonitor.Server.Api.Security;

/// <summary>
/// What a key opens for longer than a moment, such as a stream, ends with the key, and nobody has more of it at the same time than may be.
/// </summary>
internal sealed class LongRequestMiddleware(RequestDelegate next, Keyring keys, RateLimits limits, AccessOptions options, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (Caller.Of(context) is not { } caller)
        {
            await next(context);
            return;
        }

        using var place = limits.Enter(caller);
        if (!place.IsAcquired)
        {
            context.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            await Problem.Create(
                    StatusCodes.Status429TooManyRequests, $"{options.ConcurrentRequests} requests and streams run already, the most that may (NewsMonitor:Access:ConcurrentRequests).")
                .ExecuteAsync(context);
            return;
        }

        using var ended = new CancellationTokenSource();
        // Before the work: what is answered is watched.
        var watch = caller.KeyId is null ? Task.CompletedTask : WatchAsync(context, caller, ended.Token);
        try
        {
            await next(context);
        }
        finally
        {
            await ended.CancelAsync();
            await watch;
        }
    }

    private async Task WatchAsync(HttpContext context, Caller caller, CancellationToken ended)
    {
        try
        {
            while (await OpensAsync(caller, ended))
            {
                // Until the next look.
            }

            context.Abort();
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The request is over.
        }
    }

    private async Task<bool> OpensAsync(Caller caller, CancellationToken ended)
    {
        await Task.Delay(options.KeyRecheck, clock, ended);
        try
        {
            return await keys.FindAsync(caller.Secret, ended) is not null;
        }
        catch (StoreUnavailableException)
        {
            // Nobody knows: asked again.
            return true;
        }
    }
}
