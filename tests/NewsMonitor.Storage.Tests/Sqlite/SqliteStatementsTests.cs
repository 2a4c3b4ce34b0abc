using Microsoft.Data.Sqlite;
using NewsMonitor.Storage.Sqlite;

namespace NewsMonitor.Storage.Tests.Sqlite;

public sealed class SqliteStatementsTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public SqliteStatementsTests()
    {
        _connection.Open();
        _connection.Run("CREATE TABLE things (id INTEGER PRIMARY KEY, value) ");
    }

    public void Dispose()
    {
        _connection.Forget();
        _connection.Dispose();
    }

    public static TheoryData<object?> Values => [null, "", "word", "\0between\0", "ß 漢字 😀", new string('ä', 5000), 0L, long.MinValue, 1.5, double.Epsilon];

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_comes_back_as_it_was_given(object? value)
    {
        _connection.Run("INSERT INTO things (value) VALUES (@value)", ("@value", value));

        Assert.Equal(value ?? DBNull.Value, _connection.Value("SELECT value FROM things"));
    }

    [Fact]
    public void Bytes_come_back_as_they_were_given()
    {
        foreach (byte[] bytes in (byte[][])[[], [0, 1, 255]])
        {
            _connection.Run("INSERT OR REPLACE INTO things (id, value) VALUES (1, @value)", ("@value", bytes));

            Assert.Equal(bytes, _connection.Value("SELECT value FROM things"));
        }
    }

    [Fact]
    public void A_statement_is_used_again_with_other_values_also_after_it_failed()
    {
        const string Insert = "INSERT INTO things (id, value) VALUES (@id, @value)";
        _connection.Run(Insert, ("@id", 1), ("@value", "one"));

        var error = Assert.Throws<SqliteException>(() => _connection.Run(Insert, ("@id", 1), ("@value", "twice")));

        Assert.Equal(19, error.SqliteErrorCode);
        Assert.Equal(1, _connection.Run(Insert, ("@id", 2), ("@value", "two")));
        Assert.Equal(["one", "two"], _connection.All("SELECT value FROM things ORDER BY id", row => row.GetString(0)));
        Assert.Equal(2, _connection.Run("UPDATE things SET value = 'same'"));
    }

    [Fact]
    public void Parameters_may_stand_in_any_order_and_more_than_once()
    {
        var found = _connection.First("SELECT @b || @a || @b", row => row.GetString(0), ("@a", "a"), ("@b", "b"));

        Assert.Equal("bab", found);
    }

    [Fact]
    public void A_parameter_that_is_missing_or_unknown_is_refused()
    {
        Assert.Throws<ArgumentException>(() => _connection.Run("DELETE FROM things WHERE id = @id AND value = @value", ("@id", 1)));
        Assert.Throws<ArgumentException>(() => _connection.Run("DELETE FROM things WHERE id = @id", ("@identity", 1)));
    }

    [Fact]
    public void A_null_is_no_text_and_no_number()
    {
        Assert.Throws<InvalidOperationException>(() => _connection.First("SELECT NULL", row => row.GetString(0)));
        Assert.Throws<InvalidOperationException>(() => _connection.First("SELECT NULL", row => $"{row.GetInt64(0)}"));
        Assert.Null(_connection.First("SELECT NULL WHERE 1 = 0", row => row.GetString(0)));
    }
}
