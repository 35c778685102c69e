using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Tests.Lab.Chain;

/// <summary>Reads the hub's account: over HTTP while it runs, and from its database afterwards.</summary>
internal static class HubAccount
{
    /// <summary>The gateway's epochs as the completeness page gives them, how many events it still holds, and how many numbers are missing.</summary>
    public static (ChainAccount Account, long Waiting, long Missing) Read(string completeness)
    {
        using var report = JsonDocument.Parse(completeness);
        var gateways = report.RootElement.GetProperty("gateways");
        if (gateways.GetArrayLength() == 0)
        {
            return (new ChainAccount(0, 0, 0, 0, []), 0, 0);
        }

        var (produced, stored, dropped, repeats, missing, problems) = (0L, 0L, 0L, 0L, 0L, new List<string>());
        foreach (var epoch in gateways[0].GetProperty("epochs").EnumerateArray())
        {
            long Of(string name) => epoch.GetProperty(name).GetInt64();
            long SumOf(string name) => epoch.GetProperty(name).EnumerateObject().Sum(reason => reason.Value.GetInt64());
            (produced, stored, repeats, missing) = (produced + Of("produced"), stored + Of("stored"), repeats + Of("repeats"), missing + Of("missing"));
            dropped += SumOf("dropped");
            if (Of("produced") != Of("stored") + SumOf("dropped") + Of("missing") || Of("quarantined") > 0 || SumOf("lost") > 0)
            {
                problems.Add($"the account does not add up, or something was lost or quarantined: {epoch}");
            }
        }

        var waiting = gateways[0].GetProperty("waiting");
        return (new ChainAccount(produced, stored, dropped, repeats, problems), waiting.ValueKind == JsonValueKind.Null ? 0 : waiting.GetInt64(), missing);
    }

    /// <summary>The identifiers of all stored events, by epoch and number; each number once, because it is the table's key.</summary>
    public static Dictionary<(Guid Epoch, long Sequence), Guid> Ids(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT json FROM event";
        using var rows = command.ExecuteReader();
        var ids = new Dictionary<(Guid, long), Guid>();
        while (rows.Read())
        {
            using var json = JsonDocument.Parse((byte[])rows[0]);
            var root = json.RootElement;
            ids.Add((root.GetProperty("epoch").GetGuid(), root.GetProperty("sequence").GetInt64()), root.GetProperty("id").GetGuid());
        }

        return ids;
    }
}
