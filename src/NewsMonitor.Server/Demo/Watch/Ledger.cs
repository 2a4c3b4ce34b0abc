namespace NewsMonitor.Server.Demo.Watch;

/// <summary>A story as the server found it.</summary>
/// <param name="Number">Order in which the stories began, from 1.</param>
public sealed record FoundStory(int Number, string Id, string Headline)
{
    public List<ArticlePlaced> Articles { get; } = [];

    public int Outlets => Articles.Select(article => article.Source).Distinct(StringComparer.Ordinal).Count();

    public int Copies => Articles.Count(article => article.CopyOf is not null);
}

/// <summary>Adds up what happened.</summary>
public sealed class Ledger
{
    private readonly Dictionary<string, FoundStory> _byId = new(StringComparer.Ordinal);
    private readonly List<FoundStory> _stories = [];
    private readonly List<AlertTold> _alerts = [];

    /// <summary>In the order in which they began.</summary>
    public IReadOnlyList<FoundStory> Stories => _stories;

    public IReadOnlyList<AlertTold> Alerts => _alerts;

    public int Articles => _stories.Sum(story => story.Articles.Count);

    /// <returns>The story that it is about.</returns>
    public FoundStory Add(Happening happening)
    {
        if (!_byId.TryGetValue(happening.Story, out var story))
        {
            story = new FoundStory(_stories.Count + 1, happening.Story, happening.Headline);
            _byId.Add(story.Id, story);
            _stories.Add(story);
        }

        switch (happening)
        {
            case ArticlePlaced article:
                story.Articles.Add(article);
                break;
            case AlertTold alert:
                _alerts.Add(alert);
                break;
        }

        return story;
    }
}
