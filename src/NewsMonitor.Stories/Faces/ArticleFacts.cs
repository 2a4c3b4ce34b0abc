using NewsMonitor.Model;

namespace NewsMonitor.Stories.Faces;

/// <summary>
/// Looks a second time at an article that has got its story: what it told that the story did not have, and the facts by which the story may
/// develop. Stateless but for a workspace a thread.
/// </summary>
public static class ArticleFacts
{
    // A name that many stories have (a country, an agency, a league) makes no development, however late a story gets it.
    private const double Rare = 0.7;

    [ThreadStatic]
    private static TextWords? _words;

    /// <summary>The assignment with what the article adds to its story. A copy adds nothing.</summary>
    /// <param name="assignment">The assignment.</param>
    /// <param name="article">Its article.</param>
    /// <param name="news">What of the article is new to the story.</param>
    /// <param name="options">Limits.</param>
    public static StoryAssignment Add(StoryAssignment assignment, Article article, TermNews news, StoryOptions options)
    {
        if (assignment.CopyOf is not null)
            return assignment with { Adds = new ArticleAdds { Novelty = 0 } };
        var words = _words ??= new TextWords();
        words.Read(article, news, options);
        var names = NameFinder.Find(words);
        var figures = FigureFinder.Find(words);
        return assignment with
        {
            Adds = new ArticleAdds
            {
                Novelty = Math.Round(news.Share, 3),
                Names = [.. names.Where(name => name.IsNew).OrderByDescending(name => name.Weight).Take(options.Faces.Added).Select(name => NameFinder.Show(words, name))],
                Figures = [.. figures.Where(fact => fact.IsNew).OrderByDescending(Rank).Take(options.Faces.Added).Select(fact => fact.Text)],
            },
            Facts =
            [
                .. figures.Where(fact => fact.Prominent).OrderByDescending(Rank).Take(options.Faces.Added),
                .. names.Where(name => name is { IsProminent: true, Words: > 1 } && name.HeadTelling >= Rare * news.Rarest).OrderByDescending(name => name.Weight).Take(options.Faces.Added)
                    .Select(name => new StoryFact(StoryFactKind.Name, name.Head, NameFinder.Show(words, name), 0, null, name.IsNew, name.InTitle, true)),
            ],
        };
    }

    private static int Rank(StoryFact fact) =>
        (fact.Kind == StoryFactKind.Toll ? 4 : 0) + (fact.InTitle ? 2 : 0) + (fact.Prominent ? 1 : 0);
}
