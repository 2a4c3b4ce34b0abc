using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Model;
using NewsMonitor.Stories.Tests.Stage;
using NewsMonitor.TestKit;

namespace NewsMonitor.Stories.Tests.Linking;

public sealed class StoryLinkGrainTests
{
    [Fact]
    public async Task A_woken_grain_looks_at_what_waits_also_after_the_database_was_away()
    {
        var store = new InMemoryStoryLinkStore();
        await using var host = await GrainHost.StartAsync(services => services.AddSingleton<IStoryLinkStore>(store).AddStories());
        var grain = host.Grains.GetGrain<IStoryLinkGrain>(IStoryLinkGrain.Key);
        store.Failures.Enqueue(new StoreUnavailableException("full"));
        store.Failures.Enqueue(new InvalidOperationException("odd"));
        foreach (var (language, title, text) in ForeignNews.TheCall.Take(2))
            store.Changed(Wire.Article($"call-{language}", title, text, published: ForeignNews.Call, language: language));

        await Eventually.TrueAsync(
            async () =>
            {
                await grain.WakeAsync(default);
                return store.Links.Count == 1;
            },
            "the two stories are linked in the end");

        Assert.Equal(("call-de", "call-es"), (store.Links.Single().First, store.Links.Single().Second));
    }
}
