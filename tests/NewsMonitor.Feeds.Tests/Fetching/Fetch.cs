using NewsMonitor.Feeds.Fetching;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Fetching;

/// <summary>A fetcher against loopback, and the fetches that tests make.</summary>
internal sealed class Fetch : IDisposable
{
    public static readonly FeedOptions Options = new() { AllowPrivateNetworks = true, Contact = "https://watch.example/about" };

    private readonly FeedFetcher _fetcher;

    public Fetch(FeedOptions? options = null, TimeProvider? clock = null, IHostTurns? turns = null) =>
        _fetcher = new FeedFetcher(options ?? Options, clock ?? new FakeClock(), turns);

    public Task<FetchResult> GetAsync(FetchRequest request, CancellationToken cancellationToken = default) => _fetcher.FetchAsync(request, cancellationToken);

    public Task<FetchResult> GetAsync(string url, Validators? validators = null, string? bodyHash = null) =>
        _fetcher.FetchAsync(new FetchRequest(url, validators ?? Validators.None, bodyHash), default);

    public async Task<DocumentFetched> DocumentAsync(string url, Validators? validators = null) =>
        Assert.IsType<DocumentFetched>(await GetAsync(url, validators));

    public async Task<FetchFailed> FailureAsync(string url) => Assert.IsType<FetchFailed>(await GetAsync(url));

    public void Dispose() => _fetcher.Dispose();
}
