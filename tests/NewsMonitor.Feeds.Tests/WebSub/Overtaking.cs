using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Feeds.Polling;
using NewsMonitor.Feeds.Tests.Polling;
using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Tests.WebSub;

/// <summary>A second activation of a feed's grain, whose first write comes too late: a poll of the first activation is stored just before it.</summary>
internal static class Overtaking
{
    public static async Task<PushSummary> PushAsync(Watch watch, PushedDocument document)
    {
        var store = DispatchProxy.Create<IFeedStore, LateStore>();
        ((LateStore)(object)store).Watch = watch;
        var services = watch.Services;
        var poller = new FeedPoller(
            watch.FeedId, services.GetRequiredService<FeedReader>(), store, services.GetRequiredService<WebSubTopics>(), watch.Clock, services.GetRequiredService<FeedMetrics>());
        return (await poller.PushAsync(document, default)).Summary;
    }

#pragma warning disable CA1852 // The proxy derives from it.
    internal class LateStore : DispatchProxy
#pragma warning restore CA1852
    {
        private bool _late = true;

        public Watch Watch { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == nameof(IFeedStore.IngestAsync) ? IngestAsync((FeedPoll)args![0]!) : targetMethod.Invoke(Watch.Store, args);

        private async Task<IngestResult> IngestAsync(FeedPoll poll)
        {
            if (_late)
            {
                _late = false;
                await Watch.PollAsync();
            }

            return await Watch.Store.IngestAsync(poll, default);
        }
    }
}
