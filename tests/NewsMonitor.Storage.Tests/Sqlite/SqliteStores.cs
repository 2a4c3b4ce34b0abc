using Dapper;
using NewsMonitor.Alerts;
using NewsMonitor.Feeds;
using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Sqlite;

/// <summary>The stores over a file of the test's own.</summary>
public sealed class SqliteStores : IStores
{
    private readonly TemporaryDatabase _file = new();

    public SqliteDatabase Database => _file.Database;

    public IFeedStore Feeds => new SqliteFeedStore(Database);

    public IWebSubStore WebSub => new SqliteWebSubStore(Database);

    public IStoryStore Stories => new SqliteStoryStore(Database);

    public IStoryChangeStore Changes => new SqliteStoryChangeStore(Database);

    public IStoryLinkStore Links => new SqliteStoryLinkStore(Database);

    public ISubscriptionStore Subscriptions => new SqliteSubscriptionStore(Database);

    public IAlertStore Alerts => new SqliteAlertStore(Database);

    public IDeliveryHistory Deliveries => new SqliteDeliveryHistory(Database);

    public IUnusedEndpoints UnusedEndpoints => new SqliteUnusedEndpoints(Database);

    public IAlertHistory History => new SqliteAlertHistory(Database);

    public IArticleHistory ArticleHistory => new SqliteArticleHistory(Database);

    public IStoryWishStore Wishes => new SqliteStoryWishStore(Database);

    public IEventLog Log => new SqliteEventLog(Database);

    public IApiKeyStore Keys => new SqliteApiKeyStore(Database);

    public IOwnerStore Owners => new SqliteOwnerStore(Database);

    public IAnswerStore Answers => new SqliteAnswerStore(Database);

    public async Task ReopenAsync() => await _file.ReopenAsync();

    public async Task<long> WorkOfAsync(Func<Task> work)
    {
        // Instructions of SQLite's machine: https://www.sqlite.org/c3ref/progress_handler.html
        const int Instructions = 10;
        var steps = 0L;
        await Database.WriteAsync(
            connection =>
            {
                SQLitePCL.raw.sqlite3_progress_handler(
                    connection.Handle,
                    Instructions,
                    _ =>
                    {
                        steps++;
                        return 0;
                    },
                    null);
                return true;
            },
            default);
        await work();
        await Database.WriteAsync(
            connection =>
            {
                SQLitePCL.raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
                return true;
            },
            default);
        return steps * Instructions;
    }

    /// <summary>How the database would serve a statement, step by step, each line with a space at its end: so that no index's name is the beginning of another's.</summary>
    public Task<string[]> PlanAsync(string sql) =>
        Database.ReadAsync(connection => connection.Query($"EXPLAIN QUERY PLAN {sql}").Select(row => (string)row.detail + " ").ToArray(), default);

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
