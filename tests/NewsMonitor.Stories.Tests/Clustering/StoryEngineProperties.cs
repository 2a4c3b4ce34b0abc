using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Model;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Tests.Stage;

namespace NewsMonitor.Stories.Tests.Clustering;

public sealed class StoryEngineProperties
{
    private static readonly string[] Vocabulary =
        ["quake", "Qeshm", "island", "minister", "Wang", "Raimondo", "call", "visit", "2023", "8 October 2024", "strike", "airport", "Москва", "东京都知事", "U.S.", "zwölf"];

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20241008, 17);

    [Fact]
    public void Restoring_what_was_assigned_and_going_on_equals_never_having_stopped()
    {
        Check.One(Runs, Prop.ForAll(Streams().ToArbitrary(), Gen.Choose(0, 30).ToArbitrary(), (stream, cut) =>
        {
            var whole = new StoryEngine(new StoryOptions());
            var rebuilt = new StoryEngine(new StoryOptions());
            foreach (var article in stream.Take(cut))
            {
                var assignment = whole.Assign(article);
                rebuilt.Restore(article, assignment.StoryId, assignment.CopyOf);
            }

            foreach (var article in stream.Skip(cut))
                Assert.Equivalent(whole.Assign(article), rebuilt.Assign(article), strict: true);
        }));
    }

    /// <summary>
    /// An engine's state is what its open stories are, whatever happened before: with limits so small that words become common and
    /// rare again, shingles become boilerplate, numbers of words and stories are used again.
    /// </summary>
    [Fact]
    public void Whatever_was_assigned_forgotten_restored_and_closed_an_engine_decides_as_one_rebuilt_from_what_is_left()
    {
        var options = new StoryOptions { CommonTermStories = 3, SearchTerms = 6, SearchBudget = 12, Candidates = 3, TextsPerStory = 2, CopiesPerShingle = 2, Threshold = 1.8 };
        var steps = Gen.Choose(0, 9).Zip(Gen.Choose(0, 1_000)).ListOf(60);
        Check.One(Runs, Prop.ForAll(Streams().ToArbitrary(), steps.ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), (stream, changes, seed) =>
        {
            var engine = new StoryEngine(options);
            var next = new Queue<Article>(stream.Select((a, i) => a with { FirstSeen = Wire.Start.AddHours(i / 2) }));
            var open = new List<(Article Article, string Story, string? CopyOf)>();
            foreach (var (kind, which) in changes)
                Step(kind, which);

            // Stories come back in any order; the articles of one in theirs.
            var rebuilt = new StoryEngine(options);
            var random = new Random(seed);
            foreach (var story in open.GroupBy(a => a.Story).OrderBy(_ => random.Next()))
            {
                foreach (var (article, id, copyOf) in story)
                    rebuilt.Restore(article, id, copyOf);
            }

            Assert.Equal(engine.OpenStories, rebuilt.OpenStories);
            foreach (var article in stream)
                Assert.Equivalent(engine.Assign(article with { Id = $"later-{article.Id}" }), rebuilt.Assign(article with { Id = $"later-{article.Id}" }), strict: true);

            void Step(int kind, int which)
            {
                if (kind < 6 || open.Count == 0)
                {
                    if (next.TryDequeue(out var article) && engine.Assign(article) is var assignment)
                        open.Add((article, assignment.StoryId, assignment.CopyOf));
                    return;
                }

                var story = open[which % open.Count].Story;
                var other = open[(which / 2) % open.Count].Story;
                if (kind == 9)
                {
                    var before = open.Min(a => a.Article.FirstSeen).AddHours(2);
                    engine.Close(before);
                    var quiet = open.GroupBy(a => a.Story).Where(s => s.Max(a => a.Article.FirstSeen) < before).Select(s => s.Key).ToHashSet();
                    open.RemoveAll(a => quiet.Contains(a.Story));
                    return;
                }

                // Forgets a story and takes it back, or merges two.
                var into = kind == 8 ? other : story;
                Assert.True(engine.Forget(story));
                if (into != story)
                    Assert.True(engine.Forget(into));
                for (var i = 0; i < open.Count; i++)
                {
                    if (open[i].Story != story && open[i].Story != into)
                        continue;
                    open[i] = open[i] with { Story = into };
                    engine.Restore(open[i].Article, into, open[i].CopyOf);
                }
            }
        }));
    }

    [Fact]
    public void Any_text_gets_a_story()
    {
        Check.One(Runs, Prop.ForAll<string?, string?, DateTime>((title, text, published) =>
        {
            var engine = new StoryEngine(new StoryOptions());
            foreach (var id in (string[])["a", "b", "c"])
            {
                var assignment = engine.Assign(Wire.Article(id, title ?? "", text ?? "", new DateTimeOffset(DateTime.SpecifyKind(published, DateTimeKind.Utc))));
                Assert.Equal(id, assignment.ArticleId);
                Assert.NotEmpty(assignment.Reasons);
            }
        }));
    }

    private static Gen<List<Article>> Streams()
    {
        var words = Gen.Elements(Vocabulary);
        var titles = words.ArrayOf(5).Select(w => string.Join(' ', w));
        var texts = words.ArrayOf(40).Select(w => string.Join(' ', w) + ".");
        var days = Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(-40, 40).Select(d => (int?)d));
        var articles = from title in titles
                       from text in Gen.OneOf(Gen.Constant(""), texts)
                       from day in days
                       select (title, text, day);
        return articles.ListOf(30).Select(list => list
            .Select((a, i) => Wire.Article($"{i}", a.title, a.text, a.day is { } day ? Wire.Start.AddDays(day) : null)).ToList());
    }
}
