using NewsMonitor.Storage.Tests.Sqlite;

namespace NewsMonitor.Storage.Tests.Access;

public sealed class SqliteApiKeyStoreTests : ApiKeyStoreTests
{
    protected override SqliteStores Stores { get; } = new();

    [Theory]
    [InlineData("SELECT id FROM api_keys WHERE prefix = 'p'", "INDEX sqlite_autoindex_api_keys_2 ")]
    [InlineData("SELECT id FROM api_keys WHERE old_prefix = 'p'", "INDEX sqlite_autoindex_api_keys_3 ")]
    [InlineData("SELECT count(*) FROM api_keys WHERE subscriber = 's'", "INDEX api_keys_subscriber ")]
    [InlineData("SELECT id FROM api_keys WHERE subscriber = 's' AND id > 'k' ORDER BY id LIMIT 9", "INDEX api_keys_subscriber ")]
    public async Task Its_statements_are_served_by_an_index(string sql, string index) => Assert.Contains(await Stores.PlanAsync(sql), step => step.Contains(index, StringComparison.Ordinal));
}

public sealed class SqliteAnswerStoreTests : AnswerStoreTests
{
    protected override SqliteStores Stores { get; } = new();

    [Theory]
    [InlineData("SELECT request FROM answers WHERE caller = 'c' AND key = 'k'", "INDEX sqlite_autoindex_answers_1 ")]
    [InlineData("SELECT count(*) FROM answers WHERE caller = 'c' AND created_at >= 1", "INDEX answers_caller ")]
    [InlineData("SELECT rowid FROM answers WHERE caller = 'c' AND created_at < 1 ORDER BY created_at LIMIT 9", "INDEX answers_caller ")]
    [InlineData("SELECT rowid FROM answers WHERE created_at < 1 ORDER BY created_at LIMIT 9", "INDEX answers_created ")]
    public async Task Its_statements_are_served_by_an_index(string sql, string index) => Assert.Contains(await Stores.PlanAsync(sql), step => step.Contains(index, StringComparison.Ordinal));
}
