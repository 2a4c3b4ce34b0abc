using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;
using NewsMonitor.Feeds;
using NewsMonitor.Storage.Sqlite;

namespace NewsMonitor.Storage.Tests.Sqlite;

public sealed class SqliteMigrationsTests : IAsyncDisposable
{
    private readonly TemporaryDatabase _temporary = new();

    public async ValueTask DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task The_schema_after_all_migrations_is_the_checked_in_one()
    {
        var schema = await _temporary.Database.ReadAsync(
            c => c.Query<string>("SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name").AsList(),
            default);

        var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "schema.sql"));
        Assert.Equal(expected, string.Join("\n\n", schema) + "\n", ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Opening_again_applies_nothing_twice()
    {
        var first = await VersionAsync(_temporary.Database);

        var second = await VersionAsync(await _temporary.ReopenAsync());

        Assert.Equal(first, second);
        Assert.True(first > 0);
    }

    [Fact]
    public async Task A_schema_that_a_newer_program_made_is_refused_untouched()
    {
        _ = _temporary.Database;
        await _temporary.CloseAsync();
        await using (var other = new SqliteConnection($"Data Source={_temporary.Options.File};Pooling=False"))
        {
            await other.OpenAsync();
            other.Execute("PRAGMA user_version = 9999");
        }

        var error = Assert.Throws<StoreUnavailableException>(() => _temporary.Database);

        Assert.Contains("newer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_the_foundation_keeps_its_alerts_deliveries_and_copies_through_all_later_migrations()
    {
        await using (var old = new SqliteConnection($"Data Source={_temporary.Options.File};Pooling=False"))
        {
            await old.OpenAsync();
            var assembly = typeof(SqliteDatabase).Assembly;
            using var reader = new StreamReader(assembly.GetManifestResourceStream("Sqlite/Migrations/0001-foundation.sql")!);
            old.Execute(await reader.ReadToEndAsync());
            old.Execute(
                """
                PRAGMA user_version = 1;
                INSERT INTO stories VALUES ('story', 'en', 'Call', NULL, 'Open', 1, 2, NULL, NULL, 2, 2, 1);
                INSERT INTO articles (id, feed_id, identity, source, title, body, categories, language, first_seen_at, updated_at, content_hash, story_id, assignment, copy_of)
                VALUES ('a', 'f', 'a', 'a.example', 'Call', '', '[]', 'en', 1, 1, 'h', 'story', 1, NULL), ('b', 'f', 'b', 'b.example', 'Call', '', '[]', 'en', 2, 2, 'h', 'story', 2, 'a');
                INSERT INTO endpoints (id, subscriber, type) VALUES ('end', 'desk', 'log');
                INSERT INTO matches VALUES ('sub', 'story', 'desk', 'a', '[]', 1);
                INSERT INTO alerts (seq, id, subscriber, story_id, occasion, created_at, subscriptions, story, why)
                VALUES (7, 'alert', 'desk', 'story', 'New', 1, '["sub"]', '{}', '[]'), (9, 'other', 'asia', 'story', 'New', 1, '["gone"]', '{}', '[]');
                INSERT INTO deliveries (id, alert_id, endpoint_id, state, payload, created_at) VALUES ('msg', 'alert', 'end', 'Pending', '{}', 1);
                """);
        }

        var rows = await _temporary.Database.ReadAsync(
            c => c.Query<string>(
                """
                SELECT subscriber || ' ' || story_id || ' ' || alert_id || ' ' || occasion || ' ' || articles FROM told
                UNION ALL SELECT 'original ' || original FROM articles WHERE original IS NOT NULL
                UNION ALL SELECT 'delivery of ' || a.id FROM deliveries AS d JOIN alerts AS a ON a.id = d.alert_id
                UNION ALL SELECT 'review at ' || review_at FROM stories
                """).AsList(),
            default);
        Assert.Equal(["asia story other New []", """desk story alert New ["a"]""", "original a", "delivery of alert", "review at 2"], rows);
        await _temporary.Database.WriteAsync(
            c => c.Execute(
                """
                INSERT INTO alerts (id, subscriber, story_id, occasion, created_at, subscriptions, story, why) VALUES ('next', 'desk', 'story', 'New', 1, '[]', '{}', '[]');
                """),
            default);
        Assert.Equal(10, await _temporary.Database.ReadAsync(c => c.ExecuteScalar<long>("SELECT seq FROM alerts WHERE id = 'next'"), default));
        await Assert.ThrowsAsync<SqliteException>(() => _temporary.Database.WriteAsync(c => c.Execute("DELETE FROM alerts WHERE id = 'alert'"), default));
        Assert.Empty(await _temporary.Database.ReadAsync(c => c.Query("PRAGMA foreign_key_check").AsList(), default));
    }

    [Fact]
    public async Task The_polls_of_an_older_database_are_numbered_with_those_that_wait_in_the_feeds_row()
    {
        using (var old = new SqliteConnection($"Data Source={_temporary.Options.File};Pooling=False"))
        {
            old.Open();
            var migrations = typeof(SqliteDatabase).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
            foreach (var name in migrations.Take(31))
            {
                using var reader = new StreamReader(typeof(SqliteDatabase).Assembly.GetManifestResourceStream(name)!);
                old.Execute(await reader.ReadToEndAsync());
            }

            old.Execute(
                """
                PRAGMA user_version = 31;
                INSERT INTO feeds (id, url, host, bucket, tags, added_at, next_poll_at, next_poll_reason, status, version, polls, recent_polls)
                VALUES ('f', 'https://outlet.example/', 'outlet.example', 0, '[]', 1, 1, '', 'Ok', 9, 5, '[1,6,60,1,304,0],[2,8,80,1,304,0]');
                INSERT INTO feed_polls VALUES ('f', 2, 3, 30, 1, 'Ok', 200, 10, 1, 0, NULL), ('f', 0, 5, 50, 1, 'Failed', NULL, 0, 0, 0, 'no answer');
                """);
        }

        var polls = (await new SqliteFeedStore(_temporary.Database).PollsAsync("f", 3, DateTimeOffset.UnixEpoch, new PageRequest(), default)).Items;

        Assert.Equal([(8, FeedStatus.NotModified), (6, FeedStatus.NotModified), (5, FeedStatus.Failed)], polls.Select(poll => (poll.Version, poll.Status)));
    }

    private static Task<long> VersionAsync(SqliteDatabase database) =>
        database.ReadAsync(c => c.ExecuteScalar<long>("PRAGMA user_version"), default);
}
