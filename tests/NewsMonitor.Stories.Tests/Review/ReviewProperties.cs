using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Model;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Tests.Stage;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Tests.Review;

public sealed class ReviewProperties
{
    private static readonly string[] Vocabulary =
        ["quake", "Qeshm", "island", "minister", "Wang", "Raimondo", "call", "visit", "2023", "8 October 2024", "strike", "airport", "Москва", "东京都知事", "U.S.", "zwölf"];

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20241008, 17);

    private static readonly ArticleAnalyser Analyser = new(new StoryOptions());

    [Fact]
    public void Second_thoughts_come_to_rest_and_a_state_at_rest_is_left_alone()
    {
        Check.One(Runs, Prop.ForAll(Streams().ToArbitrary(), articles =>
        {
            var stream = new ReviewedStream(new StoryOptions(), Analyser);
            foreach (var article in articles)
                stream.Assign(Analyser.Analyse(article));

            Assert.True(stream.Settle());

            var changes = stream.Changes;
            Assert.True(stream.Settle());
            Assert.Equal(changes, stream.Changes);
        }));
    }

    [Fact]
    public void What_second_thoughts_decide_depends_on_what_is_in_the_stories_and_not_on_how_it_came_there()
    {
        Check.One(Runs, Prop.ForAll(Streams().ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), (articles, seed) =>
        {
            var assigned = new StoryEngine(new StoryOptions(), Analyser);
            var rebuilt = new StoryEngine(new StoryOptions(), Analyser);
            var stories = articles.Select(a => (Article: a, assigned.Assign(a).StoryId)).ToList();
            var random = new Random(seed);
            foreach (var story in stories.GroupBy(s => s.StoryId).OrderBy(_ => random.Next()))
            {
                foreach (var (article, id) in story)
                    rebuilt.Restore(article, id);
            }

            foreach (var story in stories.GroupBy(s => s.StoryId, s => new ReviewedArticle(Analyser.Analyse(s.Article))))
                Assert.Equivalent(StoryReviewer.Review(assigned, story.Key, [.. story]), StoryReviewer.Review(rebuilt, story.Key, [.. story.OrderBy(_ => random.Next())]), strict: true);
        }));
    }

    [Fact]
    public void No_article_is_lost_or_in_two_stories()
    {
        Check.One(Runs, Prop.ForAll(Streams().ToArbitrary(), articles =>
        {
            // Few enough arrivals to be looked at between the articles, too.
            var stream = new ReviewedStream(new StoryEngine(new StoryOptions(), Analyser), quiet: 3);
            foreach (var article in articles)
                stream.Assign(Analyser.Analyse(article));
            stream.Settle();

            Assert.Equal(articles.Select(a => a.Id).Order(), stream.Current().Keys.Order());
            Assert.Equal(stream.Stories, stream.Current().Values.Distinct().Count());
        }));
    }

    [Fact]
    public void A_story_is_looked_at_once_when_it_is_due_and_no_quiet_time_is_refused()
    {
        var stream = new ReviewedStream(new StoryEngine(new StoryOptions(), Analyser), quiet: 1);
        for (var i = 0; i < 10; i++)
            stream.Assign(Analyser.Analyse(Wire.Article($"{i}", "Quake strikes Qeshm", "A quake struck the island.", arrived: Wire.Start.AddMinutes(i))));

        Assert.Equal(10, stream.Reviews);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReviewedStream(new StoryEngine(new StoryOptions(), Analyser), quiet: 0));
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
            .Select((a, i) => Wire.Article($"{i}", a.title, a.text, a.day is { } day ? Wire.Start.AddDays(day) : null, arrived: Wire.Start.AddMinutes(i))).ToList());
    }
}
