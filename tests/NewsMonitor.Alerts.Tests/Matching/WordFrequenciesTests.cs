using NewsMonitor.Alerts.Matching;
using NewsMonitor.Alerts.Queries;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Matching;

public sealed class WordFrequenciesTests
{
    private readonly WordFrequencies _frequencies = new();

    [Fact]
    public void Before_anything_was_seen_long_words_are_taken_for_rarer_than_short_ones_and_any_word_for_rarer_than_a_language()
    {
        Assert.True(Share("semiconductor") < Share("war"));
        Assert.True(Share("war") < _frequencies.Share(new Feature(FeatureKind.Language, "en")));
        Assert.True(Share("semiconductor") < _frequencies.Share(new Feature(FeatureKind.Prefix, "semi")));
    }

    [Fact]
    public void What_was_seen_counts_more_than_the_guess()
    {
        for (var i = 0; i < 1_000; i++)
            _frequencies.Count(new ArticleText(Article("1", i % 2 == 0 ? "semiconductor" : $"other{i}")));

        Assert.InRange(Share("semiconductor"), 0.4, 0.6);
        Assert.True(Share("war") < 0.01);
        Assert.InRange(_frequencies.Share(new Feature(FeatureKind.Language, "en")), 0.9, 1);
    }

    [Fact]
    public void What_was_long_ago_counts_less()
    {
        for (var i = 0; i < 50_000; i++)
            _frequencies.Count(new ArticleText("old", "", "", "en"));
        for (var i = 0; i < 50_000; i++)
            _frequencies.Count(new ArticleText("new", "", "", "en"));

        Assert.InRange(_frequencies.Articles, 25_000, 50_000);
        Assert.True(Share("old") < 0.4);
        Assert.True(Share("new") > 0.6);
    }

    private double Share(string word) => _frequencies.Share(new Feature(FeatureKind.Word, word));
}
