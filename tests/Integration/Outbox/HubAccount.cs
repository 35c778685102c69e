using System.Text.Json;
using EdgeGateway.Tests.Integration.Hub;

namespace EdgeGateway.Tests.Integration.Outbox;

/// <summary>What the hub's ledger says of one epoch.</summary>
internal sealed record HubAccount(long Produced, long Stored, long Dropped, long Missing)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Asks until it is as wished.</summary>
    public static async Task<HubAccount> UntilAsync(HubProcess hub, string gateway, Guid epoch, Func<HubAccount, bool> wished, Func<string> otherwise)
    {
        var end = DateTime.UtcNow + Patience;
        HubAccount? last = null;
        while (DateTime.UtcNow < end)
        {
            last = await ReadAsync(hub, gateway, epoch);
            if (last is not null && wished(last))
            {
                return last;
            }

            await Task.Delay(200); // asks a real process; there is nothing else to wait for
        }

        Assert.Fail($"the hub's account of {epoch} is {last}; {otherwise()}");
        return last!;
    }

    private static async Task<HubAccount?> ReadAsync(HubProcess hub, string gateway, Guid epoch)
    {
        var report = await hub.GetAsync("/v1/completeness");
        foreach (var one in report.GetProperty("gateways").EnumerateArray().Where(one => one.GetProperty("gateway").GetString() == gateway))
        {
            foreach (var of in one.GetProperty("epochs").EnumerateArray().Where(of => of.GetProperty("epoch").GetGuid() == epoch))
            {
                return new HubAccount(Long(of, "produced"), Long(of, "stored"), Sum(of.GetProperty("dropped")), Long(of, "missing"));
            }
        }

        return null;
    }

    private static long Long(JsonElement of, string name) => of.GetProperty(name).GetInt64();

    private static long Sum(JsonElement dropped) => dropped.ValueKind == JsonValueKind.Object ? dropped.EnumerateObject().Sum(reason => reason.Value.GetInt64()) : dropped.GetInt64();
}
