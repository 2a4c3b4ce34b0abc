using System.Buffers;
using System.Data;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>
/// A compiled statement, and the row it stands on. It goes round the provider's commands and readers, which look every parameter up by name and
/// make a dozen objects each time: for the short statements of a poll that was most of the work.
/// </summary>
internal sealed unsafe class SqliteStatement : IDataRecord, IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly nint _handle;
    private int[]? _places;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _handle = _statement.DangerousGetHandle();
    }

    public int FieldCount => raw.sqlite3_column_count(_statement);

    public object this[int i] => GetValue(i);

    public object this[string name] => throw new NotSupportedException();

    /// <summary>Sets parameters; a statement is always given the same ones in the same order.</summary>
    public void Bind(ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        _places ??= Places(parameters);
        for (var i = 0; i < parameters.Length; i++)
            Bind(_places[i], parameters[i].Value);
    }

    /// <summary>Goes to the next row. False when there is none; then, and on errors, the statement is ready to run again.</summary>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public bool Step()
    {
        var result = SqliteNative.Step(_handle);
        if (result == raw.SQLITE_ROW)
            return true;
        if (result == raw.SQLITE_DONE)
        {
            Reset();
            return false;
        }

        try
        {
            Check(result);
        }
        finally
        {
            Reset();
        }

        return false;
    }

    /// <summary>Ends a run, if one is under way.</summary>
    public void Reset() => _ = SqliteNative.Reset(_handle);

    public void Dispose() => _statement.Dispose();

    public bool IsDBNull(int i) => SqliteNative.Type(_handle, i) == raw.SQLITE_NULL;

    public bool GetBoolean(int i) => GetInt64(i) != 0;

    public int GetInt32(int i) => checked((int)GetInt64(i));

    public long GetInt64(int i) => IsDBNull(i) ? throw Missing(i) : SqliteNative.Number(_handle, i);

    public double GetDouble(int i) => IsDBNull(i) ? throw Missing(i) : SqliteNative.Real(_handle, i);

    public string GetString(int i) => IsDBNull(i) ? throw Missing(i) : Text(i);

    /// <summary>The bytes of a text, UTF-8 as the database is. They stand until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int i) => IsDBNull(i) ? throw Missing(i) : Bytes(i);

    public object GetValue(int i) => SqliteNative.Type(_handle, i) switch
    {
        raw.SQLITE_NULL => DBNull.Value,
        raw.SQLITE_INTEGER => SqliteNative.Number(_handle, i),
        raw.SQLITE_FLOAT => SqliteNative.Real(_handle, i),
        raw.SQLITE_TEXT => Text(i),
        _ => Bytes(i).ToArray(),
    };

    public string GetName(int i) => raw.sqlite3_column_name(_statement, i).utf8_to_string();

    public int GetValues(object[] values) => throw new NotSupportedException();

    public int GetOrdinal(string name) => throw new NotSupportedException();

    public string GetDataTypeName(int i) => throw new NotSupportedException();

    public Type GetFieldType(int i) => throw new NotSupportedException();

    public byte GetByte(int i) => throw new NotSupportedException();

    public long GetBytes(int i, long fieldOffset, byte[]? buffer, int bufferoffset, int length) => throw new NotSupportedException();

    public char GetChar(int i) => throw new NotSupportedException();

    public long GetChars(int i, long fieldoffset, char[]? buffer, int bufferoffset, int length) => throw new NotSupportedException();

    public IDataReader GetData(int i) => throw new NotSupportedException();

    public DateTime GetDateTime(int i) => throw new NotSupportedException();

    public decimal GetDecimal(int i) => throw new NotSupportedException();

    public float GetFloat(int i) => throw new NotSupportedException();

    public Guid GetGuid(int i) => throw new NotSupportedException();

    public short GetInt16(int i) => throw new NotSupportedException();

    private static InvalidOperationException Missing(int i) => new($"Column {i} is null.");

    // The database is UTF-8: the bytes of a text are the text.
    private string Text(int i) => Encoding.UTF8.GetString(Bytes(i));

    private ReadOnlySpan<byte> Bytes(int i)
    {
        // In this order: https://www.sqlite.org/c3ref/column_blob.html
        var bytes = SqliteNative.Bytes(_handle, i);
        return new ReadOnlySpan<byte>(bytes, SqliteNative.Length(_handle, i));
    }

    private int[] Places(ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var places = new int[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            places[i] = raw.sqlite3_bind_parameter_index(_statement, parameters[i].Name);
            if (places[i] == 0)
                throw new ArgumentException($"The statement has no parameter {parameters[i].Name}.", nameof(parameters));
        }

        return raw.sqlite3_bind_parameter_count(_statement) == places.Length
            ? places
            : throw new ArgumentException("The statement has parameters that were not given.", nameof(parameters));
    }

    private void Bind(int place, object? value) => Check(value switch
    {
        null or DBNull => SqliteNative.BindNull(_handle, place),
        string text => BindText(place, text),
        long number => SqliteNative.BindNumber(_handle, place, number),
        int number => SqliteNative.BindNumber(_handle, place, number),
        bool flag => SqliteNative.BindNumber(_handle, place, flag ? 1 : 0),
        double number => SqliteNative.BindReal(_handle, place, number),
        float number => SqliteNative.BindReal(_handle, place, number),
        byte[] bytes => BindBytes(place, bytes),
        _ => throw new ArgumentException($"A {value.GetType()} cannot be a parameter.", nameof(value)),
    });

    private int BindText(int place, string text)
    {
        // One more than needed: a text of nothing has an address, too, or it would be null.
        var most = Encoding.UTF8.GetMaxByteCount(text.Length) + 1;
        var rented = most > 1024 ? ArrayPool<byte>.Shared.Rent(most) : null;
        var buffer = rented ?? stackalloc byte[1024];
        try
        {
            fixed (byte* bytes = buffer)
                return SqliteNative.BindText(_handle, place, bytes, Encoding.UTF8.GetBytes(text, buffer), SqliteNative.Transient);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private int BindBytes(int place, byte[] value)
    {
        fixed (byte* bytes = value.Length == 0 ? new byte[1] : value)
            return SqliteNative.BindBytes(_handle, place, bytes, value.Length, SqliteNative.Transient);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _database);
    }
}
