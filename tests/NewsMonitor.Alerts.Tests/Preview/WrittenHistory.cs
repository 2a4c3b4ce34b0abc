using System.Text;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.Preview;

/// <summary>Articles in memory, as a database shows them.</summary>
internal sealed class WrittenHistory : IArticleHistory
{
    public List<(Article Article, string? Story)> Articles { get; } = [];

    public Dictionary<string, ArticleFeed> Feeds { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, int> Sources { get; } = new(StringComparer.Ordinal) { ["story_1"] = 1 };

    public Action OnRead { get; set; } = () => { };

    /// <summary>What the feeds wait for.</summary>
    public Task OnFeeds { get; set; } = Task.CompletedTask;

    public void Add(Article article, string? story) => Articles.Add((article, story));

    public Task<HistoricRange?> RangeAsync(DateTimeOffset? since, CancellationToken cancellationToken) =>
        Task.FromResult<HistoricRange?>(Articles.Count == 0 ? null : new HistoricRange(1, Articles.Count));

    public Task ReadAsync(HistoricRange range, DateTimeOffset? since, Func<IHistoricRow, bool> read, CancellationToken cancellationToken)
    {
        OnRead();
        for (var sequence = range.Last; sequence >= range.First; sequence--)
        {
            var (article, story) = Articles[(int)sequence - 1];
            if (!(article.FirstSeen < since) && !read(new Row(sequence, article, story)))
                break;
        }

        return Task.CompletedTask;
    }

    public async Task<IReadOnlyDictionary<string, ArticleFeed>> FeedsAsync(CancellationToken cancellationToken)
    {
        await OnFeeds.WaitAsync(cancellationToken);
        return Feeds;
    }

    public Task<IReadOnlyDictionary<string, int>> SourcesAsync(IReadOnlyCollection<string> stories, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, int>>(Sources.Where(pair => stories.Contains(pair.Key)).ToDictionary());

    private sealed class Row(long sequence, Article article, string? story) : IHistoricRow
    {
        public long Sequence => sequence;

        public DateTimeOffset FirstSeen => article.FirstSeen;

        public string? StoryId => story;

        public ReadOnlySpan<byte> Title => Encoding.UTF8.GetBytes(article.Title);

        public ReadOnlySpan<byte> Text => Encoding.UTF8.GetBytes(article.Text);

        public Article Read() => article;
    }
}
