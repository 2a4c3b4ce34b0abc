using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Model;
using NewsMonitor.Stories.Tests.Stage;
using NewsMonitor.TestKit;

namespace NewsMonitor.Stories.Tests.Indexing;

public sealed class StoryIndexGrainTests
{
    [Fact]
    public async Task A_woken_index_assigns_what_is_pending_and_wakes_the_matching_of_its_language()
    {
        var store = new InMemoryStoryStore();
        var woken = new Woken();
        await using var host = await StartAsync(store, woken);
        store.Arrive(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"), Wire.Article("es", "Un terremoto sacude la isla", language: "es"));

        await host.Grains.GetGrain<IStoryIndexGrain>("en").WakeAsync(default);

        await Eventually.TrueAsync(() => woken.Languages.Contains("en"), "the matching of English is woken");
        Assert.Equal("a", Assert.Single(store.Assigned).Article.Id);
    }

    [Fact]
    public async Task An_index_survives_a_database_that_is_away_for_a_while()
    {
        var store = new InMemoryStoryStore();
        var woken = new Woken();
        await using var host = await StartAsync(store, woken);
        var grain = host.Grains.GetGrain<IStoryIndexGrain>("en");
        store.Failures.Enqueue(new StoreUnavailableException("full"));
        store.Failures.Enqueue(new InvalidOperationException("odd"));
        store.Arrive(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"));

        await Eventually.TrueAsync(
            async () =>
            {
                await grain.WakeAsync(default);
                return store.Assigned.Count == 1;
            },
            "the article gets its story in the end");
    }

    private static Task<GrainHost> StartAsync(InMemoryStoryStore store, Woken woken) =>
        GrainHost.StartAsync(services =>
        {
            services.AddSingleton(woken);
            services.AddSingleton<IStoryStore>(store).AddSingleton<IStoryChangeStore>(store);
            services.AddStories();
        });
}

public sealed class Woken
{
    public ConcurrentBag<string> Languages { get; } = [];
}

public sealed class RecordingStoryMatchGrain(Woken woken) : Grain, IStoryMatchGrain
{
    public Task WakeAsync(CancellationToken cancellationToken)
    {
        woken.Languages.Add(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }
}
