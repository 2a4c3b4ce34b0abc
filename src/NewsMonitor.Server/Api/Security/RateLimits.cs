using System.Threading.RateLimiting;
using NewsMonitor.Model;
using NewsMonitor.Server.Settings;

namespace NewsMonitor.Server.Api.Security;

/// <summary>Keeps one subscriber from taking the server for itself: a bucket of requests each, which fills up evenly, and so many at the same time.</summary>
internal sealed class RateLimits(AccessOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<Caller> _limiter = PartitionedRateLimiter.Create<Caller, string>(
        caller => caller.Scope == ApiScope.Admin ? RateLimitPartition.GetNoLimiter("") : RateLimitPartition.GetTokenBucketLimiter(caller.Account, _ => Bucket(options)));

    private readonly PartitionedRateLimiter<Caller> _places = PartitionedRateLimiter.Create<Caller, string>(
        caller => caller.Scope == ApiScope.Admin
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetConcurrencyLimiter(caller.Account, _ => new ConcurrencyLimiterOptions { PermitLimit = options.ConcurrentRequests, QueueLimit = 0 }));

    /// <summary>A place for one request for as long as it runs, if there is one.</summary>
    public RateLimitLease Enter(Caller caller) => _places.AttemptAcquire(caller);

    /// <summary>Takes one request out of the caller's bucket.</summary>
    /// <returns>When to come back, 1 second or more; null to go ahead.</returns>
    public TimeSpan? Take(Caller caller)
    {
        using var lease = _limiter.AttemptAcquire(caller);
        if (lease.IsAcquired)
            return null;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.Zero;
        return TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(wait.TotalSeconds)));
    }

    public void Dispose()
    {
        _limiter.Dispose();
        _places.Dispose();
    }

    private static TokenBucketRateLimiterOptions Bucket(AccessOptions options) => new()
    {
        TokenLimit = options.RequestBurst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / options.RequestsPerMinute,
        QueueLimit = 0,
    };
}
