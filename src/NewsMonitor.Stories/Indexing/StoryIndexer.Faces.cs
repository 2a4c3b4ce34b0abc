using NewsMonitor.Model;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Faces;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Indexing;

/// <summary>How a story gets its face: with the second look, when its articles are at hand and it stayed as it was.</summary>
public sealed partial class StoryIndexer
{
    private async Task ShowAsync(
        StoryEngine engine, Story story, IReadOnlyList<IndexedArticle> articles, IReadOnlyList<AnalysedArticle?> analysed, CancellationToken cancellationToken)
    {
        // The latest are what it is about now. A story of copies only shows what they say.
        var seen = articles.Zip(analysed).Where(a => a.Second is not null).ToList();
        var shown = (seen.Exists(a => a.First.CopyOf is null) ? seen.Where(a => a.First.CopyOf is null) : seen).TakeLast(options.Faces.ReadArticles).ToList();
        if (shown.Count == 0)
            return;
        var texts = (await store.ReadAsync([.. shown.Select(a => a.First.ArticleId)], cancellationToken)).ToDictionary(a => a.Id);
        var read = shown.Where(a => texts.ContainsKey(a.First.ArticleId)).Select(a => new ReadArticle(texts[a.First.ArticleId], a.Second!, engine.Tell(a.Second!))).ToList();
        if (read.Count == 0)
            return;
        try
        {
            var (face, headline) = await Task.Run(
                () => (FaceReader.Read(read, options), HeadlineChoice.Choose(Titles(story, read), story.HeadlineArticle, language, options.Faces, Telling(read))), cancellationToken);
            await store.StoreFaceAsync(story.Id, face, headline, cancellationToken);
        }
        catch (Exception e) when (e is not (OperationCanceledException or StoreUnavailableException))
        {
            // A story without a face is a story still.
            LogNoStoryFace(logger, e, story.Id, language);
        }
    }

    /// <summary>Among them the headline as it is, however old its article.</summary>
    private static List<ArticleTitle> Titles(Story story, List<ReadArticle> articles)
    {
        var titles = articles.Where(a => a.Article.Title.Length > 0).Select(a => new ArticleTitle(a.Article.Id, a.Article.Title)).ToList();
        if (story.HeadlineArticle is { } current && !titles.Exists(title => title.ArticleId == current))
            titles.Insert(0, new ArticleTitle(current, story.Headline));
        return titles;
    }

    private static Func<string, double> Telling(List<ReadArticle> articles) => term => articles.Max(a => a.Terms.Telling(term));
}
