using EdgeGateway.Events;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>The peer: a row per event in SQLite, WAL, synchronous=FULL, prepared commands.</summary>
internal static class PlainSqlite
{
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE event(sequence INTEGER PRIMARY KEY, type TEXT, json BLOB)");
        return connection;
    }

    /// <summary>One transaction.</summary>
    public static void Insert(SqliteConnection connection, ReadOnlySpan<EventDraft> drafts, Guid epoch, long sequence)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO event VALUES ($s, $t, $j)";
        var (s, t, j) = (command.Parameters.Add("$s", SqliteType.Integer), command.Parameters.Add("$t", SqliteType.Text), command.Parameters.Add("$j", SqliteType.Blob));
        command.Prepare();
        foreach (var draft in drafts)
        {
            (s.Value, t.Value, j.Value) = (sequence, draft.Type, EventJson.Write(draft, epoch, sequence));
            command.ExecuteNonQuery();
            sequence++;
        }

        transaction.Commit();
    }

    public static List<(long Sequence, string Type, byte[] Json)> Read(SqliteConnection connection, long after)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence, type, json FROM event WHERE sequence > $after ORDER BY sequence";
        command.Parameters.AddWithValue("$after", after);
        using var reader = command.ExecuteReader();
        var rows = new List<(long, string, byte[])>();
        while (reader.Read()) rows.Add((reader.GetInt64(0), reader.GetString(1), (byte[])reader[2]));
        return rows;
    }

    public static void DeleteThrough(SqliteConnection connection, long sequence) =>
        Execute(connection, $"DELETE FROM event WHERE sequence <= {sequence}");

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts are ours, with numbers in them
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
