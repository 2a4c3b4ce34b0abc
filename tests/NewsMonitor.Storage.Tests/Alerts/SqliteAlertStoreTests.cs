using System.Text.Json;
using Dapper;
using NewsMonitor.Model;
using NewsMonitor.Storage.Tests.Sqlite;

namespace NewsMonitor.Storage.Tests.Alerts;

public sealed class SqliteAlertStoreTests : AlertStoreTests
{
    protected override SqliteStores Stores { get; } = new();

    [Theory]
    [InlineData("SELECT DISTINCT subscriber FROM judgements INDEXED BY judgements_due WHERE due_at <= 1", "judgements_due")]
    [InlineData("SELECT DISTINCT endpoint_id FROM deliveries INDEXED BY deliveries_next WHERE state = 'Pending' AND next_attempt_at <= 1", "deliveries_next")]
    [InlineData("SELECT id FROM deliveries WHERE endpoint_id = 'x' AND state = 'Pending' AND next_attempt_at <= 1 ORDER BY next_attempt_at", "deliveries_due")]
    [InlineData("SELECT id FROM deliveries INDEXED BY deliveries_queue WHERE endpoint_id = 'x' AND state = 'Pending' ORDER BY sequence LIMIT 9", "deliveries_queue")]
    [InlineData("SELECT id FROM deliveries WHERE (state = 'Dead') AND sequence < 9 ORDER BY sequence DESC LIMIT 9", "deliveries_given_up")]
    [InlineData("SELECT count(*) FROM deliveries WHERE state = 'Dead'", "deliveries_given_up")]
    [InlineData("SELECT id FROM deliveries WHERE endpoint_id = 'x' AND sequence < 9 ORDER BY sequence DESC LIMIT 9", "deliveries_endpoint")]
    [InlineData("SELECT coalesce(max(sequence), 0) + 1 FROM deliveries", "deliveries_sequence")]
    [InlineData("SELECT id FROM endpoints WHERE unused_since <= 9", "endpoints_unused")]
    [InlineData("SELECT 1 FROM deliveries JOIN attempts ON delivery_id = deliveries.id WHERE endpoint_id = 'x'", "deliveries_endpoint")]
    [InlineData("SELECT count(*) FROM endpoints WHERE subscriber = 'x'", "endpoints_subscriber")]
    [InlineData("SELECT delivery_id, number FROM attempts WHERE at < 9 ORDER BY at LIMIT 9", "attempts_at")]
    [InlineData("SELECT alerts.id FROM alert_subscriptions JOIN alerts ON alerts.seq = alert_seq WHERE subscription_id = 'x' AND alert_seq > 9 ORDER BY alert_seq LIMIT 9", "alert_subscriptions")]
    [InlineData("SELECT id FROM alerts WHERE subscriber = 'x' AND occasion NOT IN ('Digest', 'More') AND seq > 9 ORDER BY seq LIMIT 9", "alerts_subscriber")]
    [InlineData("SELECT story_id FROM told AS this WHERE this.alert_id = 'x'", "told_alert")]
    [InlineData("SELECT id FROM alerts WHERE seq < 9 AND subscriber = 'x' ORDER BY seq DESC LIMIT 9", "alerts_subscriber")]
    [InlineData("SELECT subscriber FROM matches WHERE story_id IN (SELECT value FROM json_each('[]'))", "matches_story")]
    [InlineData(
        "SELECT source, assigned_at, development FROM articles WHERE story_id = 's' AND development IS NOT NULL AND copy_of IS NULL ORDER BY assignment", "articles_development")]
    public async Task Statements_that_run_all_the_time_are_served_by_an_index(string sql, string index)
    {
        var plan = await Stores.PlanAsync(sql);
        Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("json_each", StringComparison.Ordinal));
    }

    protected override Task ArriveAsync(Article article, Story story, StoryEventKind kind) =>
        Stores.Database.WriteAsync(
            connection =>
            {
                var at = article.FirstSeen.ToUnixTimeMilliseconds();
                connection.Execute(
                    """
                    INSERT INTO articles (id, feed_id, identity, source, title, body, categories, language, first_seen_at, updated_at, content_hash,
                                          story_id, assignment, assigned_at, began)
                    VALUES (@Id, @FeedId, @Identity, @Source, @Title, @Text, @categories, @Language, @at, @at, @ContentHash,
                            @story, (SELECT coalesce(max(assignment), 0) + 1 FROM articles), @at, @began)
                    """,
                    new
                    {
                        article.Id, article.FeedId, article.Identity, article.Source, article.Title, article.Text, article.Language, article.ContentHash,
                        categories = JsonSerializer.Serialize(article.Categories), at, story = story.Id, began = kind == StoryEventKind.Began,
                    });
                connection.Execute(
                    """
                    INSERT INTO stories (id, language, headline, state, first_seen_at, latest_at, articles, sources, independent_sources)
                    VALUES (@Id, @Language, @Headline, @state, @first, @at, @Articles, @Sources, @IndependentSources)
                    ON CONFLICT (id) DO UPDATE SET articles = excluded.articles, latest_at = excluded.latest_at, independent_sources = excluded.independent_sources
                    """,
                    new
                    {
                        story.Id, story.Language, story.Headline, state = story.State.ToString(), first = story.FirstSeen.ToUnixTimeMilliseconds(), at,
                        story.Articles, story.Sources, story.IndependentSources,
                    });
                return connection.Execute(
                    "INSERT INTO story_events (story_id, article_id, language, kind, at) VALUES (@story, @article, @Language, @kind, @at)",
                    new { story = story.Id, article = article.Id, story.Language, kind = kind.ToString(), at });
            },
            default);
}
