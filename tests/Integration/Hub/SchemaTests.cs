using EdgeGateway.Hub.Ingest;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Tests.Integration.Hub;

/// <summary>A database that an older hub wrote is taken over with what it holds.</summary>
public class SchemaTests
{
    private const string Shape =
        "SELECT group_concat(line, char(10)) FROM (SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || c.pk AS line " +
        "FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type IN ('table', 'index') ORDER BY m.name, c.name)";

    [Fact]
    public async Task ADatabaseOfSchemaOneBecomesWhatANewOneIs()
    {
        using var folder = new TemporaryFolder();
        var schema = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Hub", "schema-1.sql"));
        Run(folder.File("old.db"), schema + """
            PRAGMA user_version=1;
            INSERT INTO gateway (id, store, name) VALUES (1, 'berlin-1', 'gw-1');
            INSERT INTO epoch (id, gateway, epoch, produced) VALUES (1, 1, 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee', 7);
            INSERT INTO settled VALUES (1, 'stored', 1, 7);
            INSERT INTO day (epoch, day, stored, last) VALUES (1, 20000, 7, 7);
            INSERT INTO event VALUES (1, 1, 1, 'tap.read', 5, 6, CAST('{"kind":"pseudonym"}' AS BLOB)), (2, 1, 2, 'tap.read', 5, 6, CAST('{}' AS BLOB));
            """);

        string old;
        using (var database = HubDatabase.Open(folder.File("old.db")))
        {
            var ledger = new CompletenessLedger();
            using var connection = database.Connect();
            LedgerRows.Load(connection, ledger);
            var epoch = Assert.Single(Assert.Single(ledger.Gateways).Epochs.Values);
            Assert.Equal((7, 7, 7), (epoch.Produced, epoch.CompleteTo, epoch.Days[20000].Stored));
            Assert.Equal(1, connection.Scalar("SELECT event FROM pseudonym"));
            old = Text(connection);
        }

        using var fresh = HubDatabase.Open(folder.File("new.db"));
        using var other = fresh.Connect();
        Assert.Equal(Text(other), old);
    }

    private static void Run(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        connection.Run(sql);
    }

    private static string Text(SqliteConnection connection)
    {
        using var command = connection.Query(Shape);
        return (string)command.ExecuteScalar()!;
    }
}
