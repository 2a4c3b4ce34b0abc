using NewsMonitor.Model;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Tests.Examples;
using NewsMonitor.Stories.Tests.Stage;

namespace NewsMonitor.Stories.Tests.Clustering;

public sealed class StoryEngineTests
{
    private readonly StoryEngine _engine = new(new StoryOptions());

    [Fact]
    public void A_story_is_named_after_the_article_that_began_it()
    {
        var assignment = _engine.Assign(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"));

        Assert.True(assignment.Began);
        Assert.Equal(StableId.Create("story", "a"), assignment.StoryId);
        Assert.Null(assignment.Score);
        Assert.Null(assignment.CopyOf);
        Assert.NotEmpty(assignment.Reasons);
        Assert.Equal(1, _engine.OpenStories);
    }

    [Fact]
    public void A_later_event_with_the_same_words_is_another_story_when_the_dates_say_so()
    {
        var options = new StoryOptions { CloseAfter = TimeSpan.FromDays(7) };
        var engine = new StoryEngine(options);
        engine.Assign(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm", published: Wire.Start));

        Assert.False(engine.Assign(Wire.Article("b", "Quake of magnitude 6.1 strikes the island of Qeshm", published: Wire.Start.AddDays(1))).Began);
        Assert.True(engine.Assign(Wire.Article("c", "Quake of magnitude 6.1 strikes the island of Qeshm", published: Wire.Start.AddDays(9))).Began);
        Assert.True(engine.Assign(Wire.Article("d", "Quake of magnitude 6.1 strikes the island of Qeshm", published: Wire.Start.AddDays(-8))).Began);
    }

    [Fact]
    public void Undated_reports_that_name_the_same_weekday_are_likelier_one_event_than_those_that_do_not()
    {
        _engine.Assign(Wire.Article("a", "Colts beat the Jaguars", "The Colts came from behind to beat the Jaguars late on Thursday in Jacksonville."));
        var other = new StoryEngine(new StoryOptions());
        other.Assign(Wire.Article("a", "Colts beat the Jaguars", "The Colts came from behind to beat the Jaguars late on Thursday in Jacksonville."));

        var same = _engine.Assign(Wire.Article("b", "Colts win again", "A late comeback on Thursday gave the Colts the game in Jacksonville."));
        var another = other.Assign(Wire.Article("b", "Colts win again", "A late comeback on Sunday gave the Colts the game in Jacksonville."));

        Assert.True(same.Score > another.Score + 1);
        Assert.Contains("the weekdays that both name agree 1.00", same.Reasons);
        Assert.Contains("against: the weekdays that both name hardly agree (0.00)", another.Reasons);
    }

    [Fact]
    public void Weekdays_say_nothing_where_article_and_story_show_their_days()
    {
        _engine.Assign(Wire.Article("a", "Colts beat the Jaguars", "The Colts beat the Jaguars on Thursday.", Wire.Start));

        Assert.DoesNotContain(
            _engine.Assign(Wire.Article("b", "Colts beat the Jaguars", "The Colts beat the Jaguars on Sunday.", Wire.Start)).Reasons, reason => reason.Contains("weekdays", StringComparison.Ordinal));
    }

    [Fact]
    public void One_template_filled_in_for_other_places_is_as_many_stories()
    {
        string[] places = ["Arlen", "Brevik", "Corvo", "Dunmore", "Estell", "Farrow", "Gable", "Hollis", "Ivern"];
        string[] houses = ["bakery", "bridge", "library", "school", "harbour", "stadium", "chapel", "mill", "museum"];

        var assignments = places.Select((place, i) => _engine.Assign(Wire.Article(
            place, $"Council of {place} closes the {houses[i]} after inspection",
            $"The council of {place} said on Tuesday that the {houses[i]} would stay closed until further notice after an inspection found damage. "
            + "A spokesman said that repairs would begin soon and thanked residents for their patience."))).ToList();

        Assert.All(assignments, assignment => Assert.True(assignment.Began));
        Assert.Contains(assignments[1].Reasons, reason => reason.StartsWith("against: other words agree", StringComparison.Ordinal));
    }

    [Fact]
    public void A_closed_story_is_no_candidate_and_its_words_are_forgotten()
    {
        for (var i = 0; i < 300; i++)
            _engine.Assign(Wire.Article($"old-{i}", $"Report number{i} about place{i} and person{i}", arrived: Wire.Start));
        _engine.Assign(Wire.Article("new", "Quake of magnitude 6.1 strikes the island of Qeshm", arrived: Wire.Start.AddDays(2)));

        Assert.False(_engine.HasQuiet(Wire.Start));
        Assert.True(_engine.HasQuiet(Wire.Start.AddDays(1)));
        Assert.Equal(300, _engine.Close(Wire.Start.AddDays(1)));

        Assert.Equal(1, _engine.OpenStories);
        Assert.False(_engine.HasQuiet(Wire.Start.AddDays(1)));
        Assert.True(_engine.Assign(Wire.Article("again", "Report number7 about place7 and person7")).Began);
        Assert.False(_engine.Assign(Wire.Article("copy", "Magnitude 6.1 quake strikes Qeshm island")).Began);
    }

    [Fact]
    public void When_there_are_too_many_open_stories_the_longest_quiet_close_first()
    {
        var engine = new StoryEngine(new StoryOptions { MaximumOpenStories = 100 });
        for (var i = 0; i < 101; i++)
            engine.Assign(Wire.Article($"{i}", $"Report number{i} about place{i} and person{i}", arrived: Wire.Start.AddSeconds(i)));

        engine.Close(engine.ClosingTime(Wire.Start.AddSeconds(101)));

        Assert.Equal(90, engine.OpenStories);
        Assert.True(engine.Assign(Wire.Article("first", "Report number0 about place0 and person0")).Began);
        Assert.False(engine.Assign(Wire.Article("last", "Report number100 about place100 and person100")).Began);
    }

    [Fact]
    public void A_re_fetch_under_another_address_is_a_copy()
    {
        var first = MinisterNews.TheCall[0];
        _engine.Assign(first);

        var again = _engine.Assign(first with { Id = "again", Url = "https://elsewhere.example/?utm_source=rss" });

        Assert.Equal(first.Id, again.CopyOf);
        Assert.False(again.Began);
    }

    [Fact]
    public void The_margin_is_the_lead_over_the_second_candidate()
    {
        foreach (var article in MinisterNews.TheVisit.Concat(MinisterNews.TheCall.Take(2)))
            _engine.Assign(article with { Published = null });

        var assignment = _engine.Assign(MinisterNews.TheCall[2] with { Published = null });

        Assert.True(assignment.Margin > 0);
        Assert.Contains(assignment.Reasons, reason => reason.EndsWith("ahead of the second candidate", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rebuilt_index_continues_as_the_lost_one_would_have()
    {
        var stream = MinisterNews.Interleaved;
        for (var cut = 0; cut <= stream.Count; cut++)
        {
            var whole = new StoryEngine(new StoryOptions());
            var before = stream.Take(cut).Select(a => (Article: a, Assignment: whole.Assign(a))).ToList();
            var rebuilt = new StoryEngine(new StoryOptions());
            foreach (var (article, assignment) in before)
                rebuilt.Restore(article, assignment.StoryId, assignment.CopyOf);

            foreach (var article in stream.Skip(cut))
                Assert.Equivalent(whole.Assign(article), rebuilt.Assign(article), strict: true);
        }
    }

    [Fact]
    public void A_closed_story_leaves_nothing_behind_that_a_rebuilt_index_would_not_have()
    {
        var options = new StoryOptions();
        var whole = new StoryEngine(options);
        var stream = MinisterNews.TheVisit.Select(a => a with { FirstSeen = Wire.Start })
            .Concat(MinisterNews.Others.Select(a => a with { FirstSeen = Wire.Start.AddDays(50) })).ToList();
        var assigned = stream.Select(a => (Article: a, Assignment: whole.Assign(a))).ToList();
        whole.Close(Wire.Start.AddDays(40));
        var rebuilt = new StoryEngine(options);
        foreach (var (article, assignment) in assigned.Where(a => a.Article.FirstSeen > Wire.Start))
            rebuilt.Restore(article, assignment.StoryId, assignment.CopyOf);

        foreach (var article in MinisterNews.TheCall)
            Assert.Equivalent(whole.Assign(article), rebuilt.Assign(article), strict: true);
    }

    [Fact]
    public void A_forgotten_story_takes_no_article_until_it_is_restored_and_then_decides_as_before()
    {
        var whole = new StoryEngine(new StoryOptions());
        var assigned = MinisterNews.Interleaved.Select(a => (Article: a, Assignment: whole.Assign(a))).ToList();
        var changed = new StoryEngine(new StoryOptions());
        foreach (var (article, assignment) in assigned)
            changed.Restore(article, assignment.StoryId, assignment.CopyOf);
        var call = assigned.Single(a => a.Article.Id == MinisterNews.TheCall[0].Id).Assignment.StoryId;

        Assert.True(changed.Forget(call));
        Assert.False(changed.Forget(call));
        Assert.Equal(whole.OpenStories - 1, changed.OpenStories);
        foreach (var (article, assignment) in assigned.Where(a => a.Assignment.StoryId == call))
            changed.Restore(article, assignment.StoryId, assignment.CopyOf);

        foreach (var article in MinisterNews.TheCall.Concat(MinisterNews.TheVisit))
            Assert.Equivalent(whole.Assign(article with { Id = article.Id + "-again" }), changed.Assign(article with { Id = article.Id + "-again" }), strict: true);
    }
}
