using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Matching;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Alerts.Tests.Queries;
using NewsMonitor.Model;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Matching;

public sealed class SubscriptionSnapshotTests
{
    /// <summary>A million pairs of a query and an article, in few large runs: in each a snapshot is built, changed and built anew.</summary>
    [Fact]
    public void The_snapshot_finds_exactly_what_brute_force_finds_through_all_changes()
    {
        const int Queries = 250;
        const int Articles = 100;
        var cases =
            from nodes in QueryGenerators.NodeOfStory.ArrayOf(Queries)
            from articles in QueryGenerators.Article.ArrayOf(Articles)
            from steps in Gen.Elements(0, 1, 2, 3).ArrayOf(Queries)
            select (nodes, articles, steps);
        Check.One(Cases.Of(40).WithEndSize(3), Prop.ForAll(Arb.From(cases), sample => Holds(sample.nodes, sample.articles, sample.steps)));

        static bool Holds(QueryNode[] nodes, ArticleSample[] articles, int[] steps)
        {
            // By step: 0 is there from the beginning, 1 comes and goes again, 2 was another query and is changed, 3 comes later.
            var frequencies = new WordFrequencies();
            var standing = nodes.Select((node, i) => Standing($"{i}", node.ToString())).ToArray();
            var snapshot = SubscriptionSnapshot.Build(standing.Where((_, i) => steps[i] is 0 or 1), 1, frequencies);
            snapshot = snapshot.With(new StandingChanges([.. Of(2).Select(i => Standing($"{i}", nodes[(i + 1) % nodes.Length].ToString()))], [], 2), frequencies);
            foreach (var article in articles)
                frequencies.Count(article.Compiled);
            snapshot = snapshot.With(new StandingChanges([.. Of(2).Select(i => standing[i])], [.. Of(1).Select(i => $"{i}")], 3), frequencies);
            var rebuilt = snapshot.Rebuilt(frequencies);
            snapshot = snapshot.With(new StandingChanges([.. Of(3).Select(i => standing[i])], [], 4), frequencies);
            rebuilt = rebuilt.With(new StandingChanges([.. Of(3).Select(i => standing[i])], [], 4), frequencies);
            return articles.All(article =>
            {
                var compiled = article.Compiled;
                var expected = Enumerable.Range(0, nodes.Length).Where(i => steps[i] != 1 && MayHold(nodes[i], article)).Select(i => $"{i}").Order(StringComparer.Ordinal).ToArray();
                return expected.SequenceEqual(Ids(snapshot, compiled)) && expected.SequenceEqual(Ids(rebuilt, compiled));
            });

            IEnumerable<int> Of(int step) => Enumerable.Range(0, nodes.Length).Where(i => steps[i] == step);
        }
    }

    /// <summary>More queries without anchors than chance makes, which hold together but for what denies them, and several subscriptions of each query.</summary>
    [Fact]
    public void Of_many_queries_without_anchors_and_equal_ones_are_found_exactly_those_that_brute_force_finds_and_a_snapshot_stays_as_it_was()
    {
        const int Queries = 60;
        var cases =
            from nodes in Gen.OneOf(QueryGenerators.NodeOfStory, QueryGenerators.NodeOfStory.Where(node => !QueryAnchors.Exist(node))).ArrayOf(Queries)
            from articles in QueryGenerators.Article.ArrayOf(25)
            from steps in Gen.Choose(0, 4).ArrayOf(Queries * 3)
            select (nodes, articles, steps);
        Check.One(Cases.Of(40).WithEndSize(3), Prop.ForAll(Arb.From(cases), sample => Holds(sample.nodes, sample.articles, sample.steps)));

        static bool Holds(QueryNode[] nodes, ArticleSample[] articles, int[] steps)
        {
            // By step: 0 and 1 are there from the beginning, 1 goes at version 2, 2 comes at version 2 and goes at version 3, 3 comes at version 3, 4 is changed then.
            var frequencies = new WordFrequencies();
            var first = SubscriptionSnapshot.Build(At(0, 1, 4).Select(i => Standing($"{i}", Before(i).ToString())), 1, frequencies);
            var second = first.With(new StandingChanges([.. At(2).Select(i => Standing($"{i}", Node(i).ToString()))], [.. At(1).Select(i => $"{i}")], 2), frequencies);
            var third = second.With(new StandingChanges([.. At(3, 4).Select(i => Standing($"{i}", Node(i).ToString()))], [.. At(2).Select(i => $"{i}")], 3), frequencies);
            var rebuilt = third.Rebuilt(frequencies);
            return articles.All(article =>
            {
                var compiled = article.Compiled;
                return Found(At(0, 1).Select(i => (i, Node(i))).Concat(At(4).Select(i => (i, Before(i))))).SequenceEqual(Ids(first, compiled))
                    && Found(At(0, 2).Select(i => (i, Node(i))).Concat(At(4).Select(i => (i, Before(i))))).SequenceEqual(Ids(second, compiled))
                    && Found(At(0, 3, 4).Select(i => (i, Node(i)))).SequenceEqual(Ids(third, compiled))
                    && Ids(third, compiled).SequenceEqual(Ids(rebuilt, compiled));

                IEnumerable<string> Found(IEnumerable<(int Number, QueryNode Node)> standing) =>
                    standing.Where(s => MayHold(s.Node, article)).Select(s => $"{s.Number}").Order(StringComparer.Ordinal);
            });

            QueryNode Node(int i) => nodes[i / 3];

            // What the changed ones asked before.
            QueryNode Before(int i) => steps[i] == 4 ? nodes[((i / 3) + 1) % nodes.Length] : Node(i);

            IEnumerable<int> At(params int[] wanted) => Enumerable.Range(0, steps.Length).Where(i => wanted.Contains(steps[i]));
        }
    }

    [Fact]
    public void Each_hit_says_why_whichever_of_several_subscriptions_with_the_query_it_is_and_hits_can_be_read_again()
    {
        var snapshot = SubscriptionSnapshot.Build([Standing("a", "wang"), Standing("b", "NOT gold"), Standing("c", "raimondo sources>=3"), Standing("d", "wang"), Standing("e", "NOT gold")], 1);
        var hits = snapshot.Match(new ArticleText(Article("1", "Raimondo calls Wang")));
        string[] expected = ["a: wang", "b: NOT gold", "c: raimondo", "d: wang", "e: NOT gold"];
        Assert.Equal(expected, Said());
        Assert.Equal(expected, Said());

        IEnumerable<string> Said() => hits.Select(hit => $"{hit.Subscription.Id}: {hit.Match.Hits[0].Part}").Order(StringComparer.Ordinal);
    }

    [Fact]
    public void A_query_read_back_from_its_code_is_the_same_tree()
    {
        Check.One(Cases.Of(500), Prop.ForAll(Arb.From(QueryGenerators.NodeOfStory), node =>
        {
            var builder = new SegmentBuilder(new WordFrequencies());
            var number = builder.Add(node);
            return builder.Build().Tree(number).Equals(node);
        }));
    }

    [Fact]
    public void Equal_queries_are_compiled_once()
    {
        var snapshot = SubscriptionSnapshot.Build([Standing("a", "wang raimondo"), Standing("b", "Raimondo AND (Wang)"), Standing("c", "tariffs")], 1);
        Assert.Equal((3, 2), (snapshot.Count, snapshot.Queries));
        Assert.Equal(["a", "b"], Ids(snapshot, "Raimondo calls Wang"));
    }

    [Fact]
    public void A_subscription_is_found_once_however_many_of_its_anchors_an_article_has()
    {
        var snapshot = SubscriptionSnapshot.Build([Standing("a", "wang OR raimondo OR (trade AND call) OR (trade AND talks)")], 1);
        Assert.Equal(["a"], Ids(snapshot, "Raimondo calls Wang: a call, trade talks"));
    }

    [Fact]
    public void A_changed_subscription_is_found_by_its_new_query_only_and_a_removed_one_not_at_all()
    {
        var frequencies = new WordFrequencies();
        var before = SubscriptionSnapshot.Build([Standing("kept"), Standing("changed"), Standing("removed")], 1, frequencies);
        var after = before.With(new StandingChanges([Standing("changed", "gold"), Standing("new")], ["removed", "never there"], 2), frequencies);

        Assert.Equal(["changed", "kept", "removed"], Ids(before, "Raimondo"));
        Assert.Equal(["kept", "new"], Ids(after, "Raimondo"));
        Assert.Equal(["changed"], Ids(after, "Gold"));
        Assert.Equal((3, 2L), (after.Count, after.Version));
        Assert.Equal(["changed", "kept", "new"], Ids(after.Rebuilt(frequencies), "Raimondo finds gold"));
    }

    [Fact]
    public void However_many_changes_come_one_by_one_there_are_few_segments()
    {
        var frequencies = new WordFrequencies();
        var snapshot = SubscriptionSnapshot.Build(Enumerable.Range(0, 100).Select(i => Standing($"first {i}")), 1, frequencies);
        var most = 0;
        for (var i = 0; i < 2_000; i++)
        {
            snapshot = snapshot.With(new StandingChanges([Standing($"{i}", $"raimondo OR word{i}")], [], i + 2), frequencies);
            most = Math.Max(most, snapshot.Segments);
        }

        Assert.InRange(most, 2, 4);
        Assert.Equal(2_100, Ids(snapshot, "Raimondo").Count());
        Assert.True(snapshot.IsWorn(2_000));
        Assert.False(snapshot.IsWorn(2_001));
        Assert.Equal(1, snapshot.Rebuilt(frequencies).Segments);
    }

    [Fact]
    public void Queries_that_are_too_many_for_one_segment_stand_in_several_and_are_found_through_changes()
    {
        const int Full = 500;
        const int Queries = 1_000;
        var frequencies = new WordFrequencies();
        var builder = new SegmentsBuilder(frequencies, Full);
        builder.Room().Add(Standing("broken", "((("));
        for (var i = 0; i < Queries; i++)
            builder.Room().Add(Standing($"{i}", i % 100 == 0 ? "NOT gold" : $"raimondo AND (wang OR word{i})"));
        var loaded = SubscriptionSnapshot.Of(builder, 1, 0);

        Assert.InRange(loaded.Segments, 3, 100);
        Assert.Equal((Queries, "broken"), (loaded.Count, Assert.Single(loaded.Unreadable).SubscriptionId));
        Assert.Equal(Queries, Ids(loaded, "Raimondo calls Wang").Count());
        Assert.Equal(Numbers(i => i % 100 == 0 || i == 7), Ids(loaded, "Raimondo and word7"));
        Assert.False(loaded.IsWorn(1));

        var changed = loaded.With(new StandingChanges([.. Enumerable.Range(0, 600).Select(i => Standing($"{i}", $"silver OR word{i}"))], ["999"], 2), frequencies);
        Assert.Equal(Numbers(i => i is 7 or 600 or 700 or 800 or 900), Ids(changed, "Raimondo and word7"));
        Assert.Equal(Numbers(i => i < 600 || i % 100 == 0), Ids(changed, "Silver"));
        Assert.True(changed.IsWorn(600));

        var rebuilt = changed.Rebuilt(frequencies);
        Assert.InRange(rebuilt.Segments, 3, 100);
        Assert.False(rebuilt.IsWorn(1));
        Assert.Equal(Queries - 1, rebuilt.Count);
        Assert.Equal(Ids(changed, "Silver"), Ids(rebuilt, "Silver"));
        Assert.Equal(Ids(changed, "Raimondo calls Wang"), Ids(rebuilt, "Raimondo calls Wang"));

        static IEnumerable<string> Numbers(Func<int, bool> which) =>
            Enumerable.Range(0, Queries).Where(which).Select(i => $"{i}").Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Queries_without_anchors_are_asked_of_every_article()
    {
        var snapshot = SubscriptionSnapshot.Build([Standing("none", "NOT wang"), Standing("either", "raimondo OR NOT wang"), Standing("both", "raimondo NOT wang")], 1);
        Assert.Equal(2, snapshot.Unanchored);
        Assert.Equal(["either", "none"], Ids(snapshot, "Quite another thing"));
        Assert.Equal(["either"], Ids(snapshot, "Raimondo calls Wang"));
    }

    [Fact]
    public void A_match_says_by_what_the_query_holds_and_what_of_it_the_story_decides()
    {
        var snapshot = SubscriptionSnapshot.Build([Standing("a", "raimondo AND (\"phone call\" OR wa*) AND sources>=3")], 1);
        var match = Assert.Single(snapshot.Match(new ArticleText(Article("1", "Raimondo and Wang hold phone call")))).Match;
        Assert.Equal(["\"phone call\"", "raimondo", "wa*"], match.Hits.Select(hit => hit.Part).Order(StringComparer.Ordinal));
        Assert.Equal("sources>=3", match.Residual);
    }

    [Fact]
    public void A_stored_query_that_cannot_be_read_leaves_the_others_working()
    {
        var frequencies = new WordFrequencies();
        var snapshot = SubscriptionSnapshot.Build([Standing("broken", "((("), Standing("good")], 1, frequencies);
        Assert.Equal(1, snapshot.Count);
        Assert.Equal("broken", Assert.Single(snapshot.Unreadable).SubscriptionId);
        Assert.Equal(["good"], Ids(snapshot, "Raimondo"));

        var repaired = snapshot.With(new StandingChanges([Standing("broken")], [], 2), frequencies);
        Assert.Empty(repaired.Unreadable);
        Assert.Equal(["broken", "good"], Ids(repaired, "Raimondo"));
    }

    // What a query asks of the story is not known yet.
    private static bool MayHold(QueryNode node, ArticleSample article) => QueryReducer.Reduce(node, leaf => NaiveEvaluator.Holds(leaf, article)).Known != false;

    private static IEnumerable<string> Ids(SubscriptionSnapshot snapshot, string title) => Ids(snapshot, new ArticleText(Article("1", title)));

    private static IEnumerable<string> Ids(SubscriptionSnapshot snapshot, ArticleText article) =>
        snapshot.Match(article).Select(hit => hit.Subscription.Id).Order(StringComparer.Ordinal);
}
