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
