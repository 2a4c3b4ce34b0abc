using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NewsMonitor.Stories.Embeddings;
using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories;

/// <summary>Registers this room but for its store.</summary>
public static class StoryServices
{
    /// <summary>Adds the story engine's parts. <see cref="StoryOptions"/> has its defaults unless it is registered before.</summary>
    public static IServiceCollection AddStories(this IServiceCollection services)
    {
        services.TryAddSingleton(new StoryOptions());
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<StoryMetrics>();
        services.AddSingleton<LanguageIdentifier>();
        services.AddSingleton<ArticleAnalyser>();
        services.AddSingleton<ArticleEmbedder>();
        services.TryAddSingleton<SecondLook>(static (engine, story, articles, apart) => StoryReviewer.Review(engine, story.Id, articles, apart));
        services.AddSingleton<StoryReviewRun>();
        return services;
    }
}
