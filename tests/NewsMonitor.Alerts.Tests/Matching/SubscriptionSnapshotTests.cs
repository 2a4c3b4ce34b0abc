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
    [Fact]
    public void The_index_finds_exactly_what_brute_force_finds()
    {
        var cases =
            from nodes in QueryGenerators.AnchoredNode.ListOf(20)
            from articles in QueryGenerators.Article.ListOf(10)
            select (Nodes: nodes.ToArray(), Articles: articles.ToArray());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Arb.From(cases), sample =>
        {
            var snapshot = SubscriptionSnapshot.Build([.. sample.Nodes.Select((node, i) => Subscription($"{i}", query: node.ToString()))], 1);
            return sample.Articles.All(article =>
                snapshot.Match(article.Compiled).Select(m => m.Subscription.Name).Order(StringComparer.Ordinal).SequenceEqual(
                    Enumerable.Range(0, sample.Nodes.Length).Where(i => NaiveEvaluator.Holds(sample.Nodes[i], article)).Select(i => $"{i}").Order(StringComparer.Ordinal)));
        }));
    }

    [Fact]
    public void A_rebuilt_snapshot_matches_as_one_built_afresh()
    {
        var cases = QueryGenerators.AnchoredNode.ListOf(12).SelectMany(nodes => QueryGenerators.Article.Select(article => (Nodes: nodes.ToArray(), Article: article)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Arb.From(cases), sample =>
        {
            var all = sample.Nodes.Select((node, i) => Subscription($"{i}", query: node.ToString())).ToArray();
            var before = SubscriptionSnapshot.Build(all[..8], 1);
            var rebuilt = SubscriptionSnapshot.Build(all[4..], 2, before);
            return Names(rebuilt, sample.Article).SequenceEqual(Names(SubscriptionSnapshot.Build(all[4..], 2), sample.Article));
        }));

        static IEnumerable<string> Names(SubscriptionSnapshot snapshot, ArticleSample article) =>
            snapshot.Match(article.Compiled).Select(m => m.Subscription.Name).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Equal_queries_are_compiled_once()
    {
        var snapshot = SubscriptionSnapshot.Build([Subscription("a", query: "wang raimondo"), Subscription("b", query: "Raimondo AND (Wang)"), Subscription("c", query: "tariffs")], 1);
        Assert.Equal((3, 2), (snapshot.Count, snapshot.Queries));
        Assert.Equal(["a", "b"], snapshot.Match(new ArticleText(Article("1", "Raimondo calls Wang"))).Select(m => m.Subscription.Name));
    }

    [Fact]
    public void A_stored_query_that_cannot_be_read_leaves_the_others_working()
    {
        var snapshot = SubscriptionSnapshot.Build([Subscription("broken", query: "((("), Subscription("good")], 1);
        Assert.Equal(1, snapshot.Count);
        Assert.Equal(StableId.Create("sub", "desk", "broken"), Assert.Single(snapshot.Unreadable).SubscriptionId);
        Assert.Single(snapshot.Match(new ArticleText(Article("1", "Raimondo"))));
    }
}
