using NewsMonitor.Model;
using NewsMonitor.Stories.Faces;

namespace NewsMonitor.Stories.Tests.Faces;

public sealed class DevelopmentRuleTests
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Start.AddHours(2);

    [Fact]
    public void A_toll_that_rises_by_a_fifth_in_a_title_is_a_development_at_once()
    {
        var story = Story(DevelopmentRule.Begin([Dead(100)]), sources: 1);

        Assert.False(Decide(story, Article("b", Start, Dead(119))).IsMaterial);
        Assert.Equal(["new: 120 dead (before: 100)"], Decide(story, Article("b", Start, Dead(120))).Facts);
    }

    [Fact]
    public void A_toll_that_falls_or_stands_in_the_text_only_is_none()
    {
        var story = Story(DevelopmentRule.Begin([Dead(100)]), sources: 5);

        Assert.False(Decide(story, Article("b", Later, Dead(90))).IsMaterial);
        Assert.False(Decide(story, Article("b", Later, Dead(4000) with { InTitle = false })).IsMaterial);
    }

    [Fact]
    public void While_the_first_reports_come_in_tolls_of_their_texts_are_learned_in_silence()
    {
        var first = Story(DevelopmentRule.Begin([Dead(9)]), sources: 1);
        var (development, memory) = DevelopmentRule.Decide(first, Article("b", Start, Dead(12) with { InTitle = false }), new FaceOptions());

        Assert.False(development.IsMaterial);
        Assert.False(Decide(Story(memory, sources: 2), Article("c", Start, Dead(12))).IsMaterial);
    }

    [Fact]
    public void The_first_toll_of_an_established_story_is_a_development_and_of_a_fresh_one_is_not()
    {
        Assert.Equal(["new: 2 dead"], Decide(Story(StoryMemory.Empty, sources: 3), Article("d", Later, Dead(2))).Facts);
        Assert.False(Decide(Story(StoryMemory.Empty, sources: 3), Article("d", Start.AddMinutes(59), Dead(2))).IsMaterial);
        Assert.False(Decide(Story(StoryMemory.Empty, sources: 2), Article("d", Later, Dead(2))).IsMaterial);
    }

    [Fact]
    public void A_late_name_is_a_development_when_a_second_outlet_tells_it_and_a_title_has_it_and_only_once()
    {
        var options = new FaceOptions();
        var story = Story(StoryMemory.Empty with { Mark = 9 }, sources: 9);

        var (first, memory) = DevelopmentRule.Decide(story, Article("d", Later, Name("li", isNew: true)), options);
        var (again, same) = DevelopmentRule.Decide(story with { Memory = memory }, Article("d", Later, Name("li")), options);
        var (untitled, third) = DevelopmentRule.Decide(story with { Memory = same }, Article("e", Later, Name("li") with { InTitle = false }), options);
        var (told, fourth) = DevelopmentRule.Decide(story with { Memory = third }, Article("f", Later, Name("li")), options);
        var (after, _) = DevelopmentRule.Decide(story with { Memory = fourth }, Article("g", Later, Name("li")), options);

        Assert.All([first, again, untitled, after], development => Assert.False(development.IsMaterial));
        Assert.Equal(["new name: Li Qiang"], told.Facts);
    }

    [Fact]
    public void A_name_that_the_story_had_early_is_none_however_many_repeat_it()
    {
        var story = Story(StoryMemory.Empty with { Mark = 9 }, sources: 9);

        foreach (var source in new[] { "d", "e", "f" })
        {
            var (development, memory) = DevelopmentRule.Decide(story, Article(source, Later, Name("li")), new FaceOptions());
            Assert.False(development.IsMaterial);
            story = story with { Memory = memory };
        }
    }

    [Fact]
    public void A_copy_is_none_and_changes_nothing()
    {
        var memory = DevelopmentRule.Begin([Dead(9)]);

        var (development, after) = DevelopmentRule.Decide(Story(memory, sources: 1), Article("b", Later, Dead(90)) with { IsCopy = true, IndependentSources = 9 }, new FaceOptions());

        Assert.False(development.IsMaterial);
        Assert.Same(memory, after);
    }

    [Fact]
    public void Ten_outlets_with_the_same_facts_are_growth_and_nothing_else()
    {
        var story = Story(DevelopmentRule.Begin([Dead(9), Name("li", isNew: true)]), sources: 1);
        var growth = new List<string>();
        for (var sources = 2; sources <= 11; sources++)
        {
            var (development, memory) = DevelopmentRule.Decide(story, Article($"s{sources}", Later, Dead(9), Name("li")) with { IndependentSources = sources }, new FaceOptions());
            Assert.Empty(development.Facts);
            if (development.Growth is { } jump)
                growth.Add(jump);
            story = Story(memory, sources);
        }

        Assert.Equal(["independent sources 1 → 4", "independent sources 4 → 8"], growth);
    }

    [Fact]
    public void What_a_story_remembers_is_bounded()
    {
        var story = Story(StoryMemory.Empty with { Mark = 9 }, sources: 9);
        for (var i = 0; i < 200; i++)
            story = story with { Memory = DevelopmentRule.Decide(story, Article("d", Later, Name($"name{i}", isNew: true)), new FaceOptions()).Memory };

        Assert.Equal(48, story.Memory!.Late.Count);
        Assert.Equal("name199", story.Memory.Late[^1].Key);
    }

    [Fact]
    public void A_late_fact_that_no_title_has_gathers_no_more_outlets_than_it_takes()
    {
        var story = Story(StoryMemory.Empty with { Mark = 9 }, sources: 9);
        for (var i = 0; i < 20; i++)
            story = story with { Memory = DevelopmentRule.Decide(story, Article($"s{i}", Later, Name("li", isNew: true) with { InTitle = false }), new FaceOptions()).Memory };

        Assert.Equal(["s0", "s1"], Assert.Single(story.Memory!.Late).Sources);
        Assert.Equal(["new name: Li Qiang"], Decide(story, Article("t", Later, Name("li"))).Facts);
    }

    [Fact]
    public void A_story_of_which_nothing_was_noted_learns_tolls_in_silence()
    {
        var (development, memory) = DevelopmentRule.Decide(new StorySoFar(9, Start, null), Article("d", Later, Dead(9)), new FaceOptions());

        Assert.False(development.IsMaterial);
        Assert.Equal((9.0, 9), (memory.Tolls["dead"], memory.Mark));
    }

    [Fact]
    public void A_union_knows_the_higher_tolls_and_who_told_the_late_facts_of_both()
    {
        var one = new StoryMemory { Tolls = new Dictionary<string, double> { ["dead"] = 9, ["injured"] = 40 }, Late = [new("li", ["a", "b"]), new("wang", ["a"])], Mark = 4 };
        var other = new StoryMemory { Tolls = new Dictionary<string, double> { ["dead"] = 23 }, Late = [new("li", ["b", "c"], IsTold: true)], Mark = 2 };

        var union = DevelopmentRule.Unite(one, other, 5);

        Assert.Equal((23.0, 40.0, 5), (union.Tolls["dead"], union.Tolls["injured"], union.Mark));
        Assert.Equal([("li", "abc", true), ("wang", "a", false)], union.Late.Select(fact => (fact.Key, string.Concat(fact.Sources), fact.IsTold)));
    }

    private static StoryDevelopment Decide(StorySoFar story, JoiningArticle article) => DevelopmentRule.Decide(story, article, new FaceOptions()).Development;

    private static StorySoFar Story(StoryMemory memory, int sources) => new(sources, Start, memory);

    private static JoiningArticle Article(string source, DateTimeOffset at, params StoryFact[] facts) => new(source, at, false, 2, facts);

    private static StoryFact Dead(int count) => new(StoryFactKind.Toll, $"{count} dead", $"{count} dead", count, "dead", true, true, true);

    private static StoryFact Name(string key, bool isNew = false) => new(StoryFactKind.Name, key, "Li Qiang", 0, null, isNew, true, true);
}
