using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Model;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Embeddings;
using NewsMonitor.Stories.Tests.Stage;
using NewsMonitor.Stories.Text;
using NewsMonitor.TestKit;

namespace NewsMonitor.Stories.Tests.Embeddings;

public sealed class EmbeddingTests
{
    private static readonly Article[] Headlines =
    [
        Wire.Article("a", "Keeper saves two penalties and takes Lindesk to the final"),
        Wire.Article("b", "Lindesk reach title match thanks to goalie's heroics in shoot-out"),
        Wire.Article("c", "Lindesk council votes to shut two of its oldest swimming pools"),
    ];

    private readonly FakeClock _clock = new(Wire.Start);
    private readonly ArticleAnalyser _analyser = new(new StoryOptions());

    [Fact]
    public async Task Headlines_that_a_model_holds_to_be_near_share_a_story_and_others_do_not()
    {
        var stories = Assign(await ReadAsync(new FakeGenerator()));

        Assert.Equal(stories["a"].StoryId, stories["b"].StoryId);
        Assert.NotEqual(stories["a"].StoryId, stories["c"].StoryId);
        Assert.Contains(stories["b"].Reasons, reason => reason.StartsWith("sentence vectors agree", StringComparison.Ordinal));
        Assert.Equal(3, Assign(await ReadAsync(null)).Values.Select(s => s.StoryId).Distinct().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_index_uses_the_generator_that_is_registered_and_stores_what_it_gave(bool registered)
    {
        var store = new InMemoryStoryStore();
        await using var host = await GrainHost.StartAsync(services =>
        {
            if (registered)
                services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(new FakeGenerator());
            services.AddSingleton<IStoryStore>(store).AddSingleton<IStoryChangeStore>(store).AddStories();
        });
        store.Arrive(Headlines);

        await host.Grains.GetGrain<IStoryIndexGrain>("en").WakeAsync(default);
        await Eventually.TrueAsync(() => store.Assigned.Count == Headlines.Length, "the headlines have their stories");

        await foreach (var article in store.OpenArticlesAsync("en", default))
            Assert.Equal(registered, AnalysedArticle.FromBytes(article.ArticleId, article.Analysis)!.Embedding is not null);
        Assert.Equal(registered ? 2 : 3, store.Assigned.Select(a => a.Assignment.StoryId).Distinct().Count());
    }

    [Fact]
    public async Task The_weight_is_an_option()
    {
        var options = new StoryOptions { EmbeddingWeight = 0 };

        Assert.Equal(3, Assign(await ReadAsync(new FakeGenerator()), options).Values.Select(s => s.StoryId).Distinct().Count());
    }

    [Fact]
    public async Task A_rebuilt_index_has_the_vectors_that_the_lost_one_had()
    {
        var articles = await ReadAsync(new FakeGenerator());
        var rebuilt = new StoryEngine(new StoryOptions());
        var whole = new StoryEngine(new StoryOptions());
        foreach (var article in articles.Take(1))
            rebuilt.Restore(AnalysedArticle.FromBytes(article.Id, article.ToBytes())!, whole.Assign(article).StoryId);

        foreach (var article in articles.Skip(1))
            Assert.Equivalent(whole.Assign(article), rebuilt.Assign(article), strict: true);
    }

    [Fact]
    public async Task A_generator_that_fails_costs_only_its_evidence_and_is_left_alone_for_a_minute()
    {
        var generator = new FakeGenerator { Failure = new HttpRequestException("away") };
        var embedder = Embedder(generator);

        Assert.All(await embedder.ReadAsync(Headlines, default), Assert.Null);
        generator.Failure = null;
        Assert.All(await embedder.ReadAsync(Headlines, default), Assert.Null);
        _clock.Advance(TimeSpan.FromMinutes(2));

        Assert.All(await embedder.ReadAsync(Headlines, default), Assert.NotNull);
        Assert.Equal(2, generator.Calls);
    }

    [Fact]
    public async Task A_generator_that_takes_too_long_is_not_waited_for()
    {
        var generator = new FakeGenerator { Hangs = true };
        var reading = Embedder(generator).ReadAsync(Headlines, default);
        Assert.False(reading.IsCompleted);

        _clock.Advance(new StoryOptions().EmbeddingTimeout);

        Assert.All(await reading, Assert.Null);
    }

    [Fact]
    public async Task A_stop_is_no_failure_of_the_generator()
    {
        using var stop = new CancellationTokenSource();
        var reading = Embedder(new FakeGenerator { Hangs = true }).ReadAsync(Headlines, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(float.NaN, 1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    public void A_vector_that_is_none_is_left_out(float x, float y)
    {
        Assert.Null(EmbeddingVector.Quantize([x, y]));
    }

    [Fact]
    public void Vectors_of_different_models_are_not_compared_and_bytes_keep_a_cosine_to_a_hundredth()
    {
        var (a, b) = (EmbeddingVector.Quantize([1, 2, 3, -4])!, EmbeddingVector.Quantize([2, 1, 4, -3])!);

        Assert.Equal(28.0 / 30, EmbeddingVector.Cosine(a, b), 0.01);
        Assert.True(double.IsNaN(EmbeddingVector.Cosine(a, EmbeddingVector.Quantize([1, 2])!)));
    }

    [Fact]
    public async Task Of_a_generator_that_gives_too_few_vectors_none_is_taken()
    {
        Assert.All(await Embedder(new FakeGenerator { Missing = 1 }).ReadAsync(Headlines, default), Assert.Null);
    }

    private static Dictionary<string, StoryAssignment> Assign(IEnumerable<AnalysedArticle> articles, StoryOptions? options = null)
    {
        var engine = new StoryEngine(options ?? new StoryOptions());
        return articles.ToDictionary(a => a.Id, engine.Assign);
    }

    private async Task<List<AnalysedArticle>> ReadAsync(FakeGenerator? generator)
    {
        var vectors = await Embedder(generator).ReadAsync(Headlines, default);
        return [.. Headlines.Select((article, i) => _analyser.Analyse(article).With(vectors[i]))];
    }

    private ArticleEmbedder Embedder(FakeGenerator? generator) => new(new StoryOptions(), _clock, NullLogger<ArticleEmbedder>.Instance, generator);

    /// <summary>Knows what is football and what is not.</summary>
    private sealed class FakeGenerator : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Exception? Failure { get; set; }

        public bool Hangs { get; init; }

        public int Missing { get; init; }

        public int Calls { get; private set; }

        public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            Calls++;
            if (Failure is not null)
                throw Failure;
            if (Hangs)
                await new TaskCompletionSource().Task;
            return [.. values.Skip(Missing).Select(text => new Embedding<float>(text.Contains("penalties", StringComparison.Ordinal) || text.Contains("goalie", StringComparison.Ordinal)
                ? new float[] { 1, 0.1f, 0 } : new float[] { 0, 0.1f, 1 }))];
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
