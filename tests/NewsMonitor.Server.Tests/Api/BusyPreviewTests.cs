using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.TestKit;

namespace NewsMonitor.Server.Tests.Api;

public sealed class BusyPreviewTests
{
    private const string Body = """{"query": "raimondo"}""";

    [Fact]
    public async Task A_second_preview_of_the_same_caller_is_told_to_come_again()
    {
        var history = new HeldHistory();
        await using var server = await RunningServer.StartAsync(services => services.AddSingleton<IArticleHistory>(history));
        var first = server.PostAsync("/api/v1/subscriptions/preview", Body);
        await history.Asked.Task;

        using var second = await server.PostAsync("/api/v1/subscriptions/preview", Body);

        await ProblemAssert.IsAsync(HttpStatusCode.TooManyRequests, second, "one at a time");
        Assert.Equal(TimeSpan.FromSeconds(2), second.Headers.RetryAfter?.Delta);
        history.Open.SetResult();
        using var answered = await first;
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    /// <summary>No articles, and that not before it is opened.</summary>
    private sealed class HeldHistory : IArticleHistory
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<HistoricRange?> RangeAsync(DateTimeOffset? since, CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            await Open.Task.WaitAsync(cancellationToken);
            return null;
        }

        public Task ReadAsync(HistoricRange range, DateTimeOffset? since, Func<IHistoricRow, bool> read, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<IReadOnlyDictionary<string, ArticleFeed>> FeedsAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, ArticleFeed>>(new Dictionary<string, ArticleFeed>());

        public Task<IReadOnlyDictionary<string, int>> SourcesAsync(IReadOnlyCollection<string> stories, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, int>>(new Dictionary<string, int>());
    }
}
