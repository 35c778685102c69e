using SQLitePCL;
using static SQLitePCL.raw;

namespace EdgeGateway.Outbox;

/// <summary>A prepared statement, kept for as long as its connection.</summary>
internal sealed class SqliteStatement(SqliteHandle connection, sqlite3_stmt statement, string sql) : IDisposable
{
    public SqliteStatement Bind(int index, long value)
    {
        connection.Check(sqlite3_bind_int64(statement, index, value), sql);
        return this;
    }

    public SqliteStatement Bind(int index, string value)
    {
        connection.Check(sqlite3_bind_text(statement, index, value), sql);
        return this;
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        connection.Check(sqlite3_bind_blob(statement, index, value), sql);
        return this;
    }

    /// <summary>True while there is a row. <see cref="Reset"/> when done.</summary>
    public bool Step()
    {
        var result = sqlite3_step(statement);
        if (result is not SQLITE_ROW and not SQLITE_DONE)
        {
            sqlite3_reset(statement);
            connection.Check(result, sql);
        }

        return result == SQLITE_ROW;
    }

    /// <summary>Runs to the end and resets; returns the number of rows changed.</summary>
    public int Run()
    {
        while (Step())
        {
        }

        Reset();
        return connection.Changes;
    }

    public void Reset() => sqlite3_reset(statement);

    public long Long(int column) => sqlite3_column_int64(statement, column);

    public string Text(int column) => sqlite3_column_text(statement, column).utf8_to_string() ?? "";

    public byte[] Blob(int column) => sqlite3_column_blob(statement, column).ToArray();

    public void Dispose() => statement.Dispose();
}
