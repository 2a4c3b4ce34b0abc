using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Model;
using NewsMonitor.Stories.Linking;

namespace NewsMonitor.Stories.Tests.Linking;

public sealed class StoryLinkerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reports_of_one_event_are_linked_over_languages_and_those_of_another_with_the_same_people_are_not(bool dated)
    {
        var linker = Linker(ForeignNews.All(dated));

        var links = Links(linker, ForeignNews.All(dated));

        Assert.All(links, link => Assert.Equal(Event(link.First), Event(link.Second)));
        Assert.All((string[])["call-es", "call-zh", "call-ja"], call => Assert.Contains(links, l => l.Other("call-en") == call));
        Assert.All((string[])["visit-en", "visit-de"], visit => Assert.Contains(links, l => l.Other("visit-es") == visit));
        if (!dated)
            return;
        Assert.All((string[])["call-ar", "call-de", "call-ru"], call => Assert.Contains(links, l => l.Other("call-en") == call));
        Assert.Contains(links, l => l.Other("visit-es") == "visit-zh");
    }

    [Theory]
    [InlineData(true, "call", "visit-en")]
    [InlineData(false, "call", "visit-en")]
    [InlineData(true, "visit", "call-en")]
    [InlineData(false, "visit", "call-en")]
    public void The_other_event_of_the_same_people_is_not_linked_even_when_it_is_the_only_candidate(bool dated, string name, string other)
    {
        var stories = ForeignNews.All(dated).Where(s => s.StoryId == other || (s.StoryId.StartsWith(name, StringComparison.Ordinal) && s.Language != "en")).ToList();

        Assert.Empty(Linker(stories).LinksOf(other));
    }

    [Fact]
    public void A_link_says_in_words_what_the_stories_share()
    {
        var linker = Linker(ForeignNews.All(dated: true));

        var link = linker.LinksOf("call-en").Single(l => l.Other("call-en") == "call-ru");

        Assert.Contains(link.Reasons, reason => reason.StartsWith("name raimondo", StringComparison.Ordinal));
        Assert.Contains(link.Reasons, reason => reason.StartsWith("chips ", StringComparison.Ordinal));
        Assert.Equal("published within a day", link.Reasons[^1]);
    }

    [Fact]
    public void Undated_stories_need_more_than_dated_ones()
    {
        var (language, title, text) = ForeignNews.TheCall[5];
        Assert.Equal("ar", language);
        LinkProfile Arabic(DateTimeOffset? day) => ForeignNews.Profile("call-ar", "ar", day, Stage.Wire.Article("ar", title, text, language: "ar"));
        var english = ForeignNews.All(dated: true).Single(s => s.StoryId == "call-en");

        Assert.Single(Linker([english, Arabic(ForeignNews.Call)]).LinksOf("call-ar"));
        Assert.Empty(Linker([english, Arabic(null)]).LinksOf("call-ar"));
        Assert.Empty(Linker([english, Arabic(ForeignNews.Call.AddDays(5))]).LinksOf("call-ar"));
    }

    [Fact]
    public void A_page_that_both_link_to_counts_as_evidence()
    {
        const string page = "https://ministry.example/statements/2024-10-08-ferry?lang=";
        var one = ForeignNews.Profile("one", "en", ForeignNews.Call, Stage.Wire.Article("one", "Ferry aground near Lindesk", $"All are safe. {page}en"));
        var other = ForeignNews.Profile("other", "tr", ForeignNews.Call, Stage.Wire.Article("other", "Lindesk yakınında feribot karaya oturdu", $"Herkes güvende. {page}tr", language: "tr"));

        var link = Assert.Single(Linker([one, other]).LinksOf("one"));

        Assert.Contains(link.Reasons, reason => reason.StartsWith("link ministry.example/statements", StringComparison.Ordinal));
    }

    [Fact]
    public void Stories_of_one_language_are_never_linked()
    {
        var call = ForeignNews.All(dated: true).Single(s => s.StoryId == "call-es");
        var (_, title, text) = ForeignNews.TheCall[0];
        var same = ForeignNews.Profile("same", "es", ForeignNews.Call, Stage.Wire.Article("same", title, text, language: "es"));

        Assert.Empty(Linker([call, same]).LinksOf("same"));
    }

    [Fact]
    public void Links_are_symmetric_do_not_depend_on_the_order_of_stories_and_stay_when_a_story_is_set_again()
    {
        var stories = ForeignNews.All(dated: true).ToList();
        var expected = Links(Linker(stories), stories);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20).WithReplay(20241008, 17), Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var order = stories.OrderBy(_ => random.Next()).ToList();
            var linker = Linker(order);
            linker.Set(order[0]);
            linker.Remove(order[1].StoryId);
            linker.Set(order[1]);
            var found = Links(linker, stories);
            Assert.Equal(expected.Select(l => (l.First, l.Second, l.Score)), found.Select(l => (l.First, l.Second, l.Score)));
            Assert.Equivalent(expected, found, strict: true);
            foreach (var link in found)
            {
                Assert.Contains(linker.LinksOf(link.First), l => l.Second == link.Second);
                Assert.Contains(linker.LinksOf(link.Second), l => l.First == link.First);
            }
        }));
    }

    [Fact]
    public void A_profile_survives_being_stored()
    {
        var stories = ForeignNews.All(dated: true).Select(s => LinkProfile.FromBytes(s.StoryId, s.ToBytes())!).ToList();

        Assert.Equivalent(Links(Linker(ForeignNews.All(dated: true)), stories), Links(Linker(stories), stories), strict: true);
        Assert.Null(LinkProfile.FromBytes("x", []));
        Assert.Null(LinkProfile.FromBytes("x", [1, 2, 3]));
        Assert.Null(LinkProfile.FromBytes("x", [99, 0, 0, 0]));
    }

    [Fact]
    public void Stories_that_have_been_quiet_leave_and_are_linked_no_more()
    {
        var linker = Linker(ForeignNews.All(dated: true));

        linker.RemoveQuiet(Stage.Wire.Start.AddDays(1));

        Assert.Equal(0, linker.Stories);
        Assert.Empty(linker.LinksOf("call-en"));
    }

    [Fact]
    public void What_thousands_of_stories_share_costs_a_bounded_look()
    {
        var linker = Linker(Enumerable.Range(0, 5_000).Select(i => ForeignNews.Profile(
            $"{i:0000}", i % 2 == 0 ? "en" : "es", ForeignNews.Call, Stage.Wire.Article($"{i}", "Olympics 2024 Paris", language: i % 2 == 0 ? "en" : "es"))));
        linker.LinksOf("0000");
        var before = GC.GetAllocatedBytesForCurrentThread();

        linker.LinksOf("0001");

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 60_000_000);
    }

    private static StoryLinker Linker(IEnumerable<LinkProfile> stories)
    {
        var linker = new StoryLinker(new StoryOptions());
        foreach (var story in stories)
            linker.Set(story);
        return linker;
    }

    private static List<StoryLink> Links(StoryLinker linker, IEnumerable<LinkProfile> stories) =>
        [.. stories.SelectMany(story => linker.LinksOf(story.StoryId)).DistinctBy(l => (l.First, l.Second)).OrderBy(l => l.First, StringComparer.Ordinal).ThenBy(l => l.Second, StringComparer.Ordinal)];

    private static string Event(string story) => story.Split('-')[0];
}
