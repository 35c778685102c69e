using System.Text;
using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Simulation;

/// <summary>What has to hold when a world has come to rest.</summary>
internal static class Verdict
{
    /// <summary>Runs the world through its trouble; null when everything holds, or the first thing that does not.</summary>
    public static string? Of(SimulatedWorld world)
    {
        world.RunTroubled(TimeSpan.FromSeconds(60));
        return world.RunUntilSettled(TimeSpan.FromMinutes(30)) ? AtRest(world) : Broken(world) ?? "the hub never got everything";
    }

    public static string? AtRest(SimulatedWorld world) => Broken(world) ?? Lost(world) ?? Unbalanced(world);

    /// <summary>The run in a sentence, for whoever has to look into it.</summary>
    public static string Story(int seed, SimulatedWorld world)
    {
        var outbox = world.Gateway.Outbox;
        return new StringBuilder()
            .Append($"seed {seed}, trace {world.Trace.Hash:x16}, {world.Gateway.Accepted.Count} accepted, {world.Hub.Ledger.Count} stored, {world.Hub.Repeats} repeats, ")
            .Append($"{outbox.Status.DroppedEvents} dropped, {world.Broker.SilentlyDropped} lost by the broker, hub restored {world.Hub.Restored} times, ")
            .Append($"asked {world.Hub.Asked} times, its word {world.Hub.WordOn(outbox.Epoch).Sequence} of {outbox.NextSequence - 1} after {world.Time.Elapsed}; ")
            .Append(world.Gateway.Said.LastOrDefault())
            .Append($"\nRun it alone: EDGEGATEWAY_SEED={seed} dotnet test tests/Simulation --filter FullyQualifiedName~OneSeedOnRequest")
            .ToString();
    }

    private static string? Broken(SimulatedWorld world) => world.Hub.Conflicts.FirstOrDefault() ?? world.Gateway.Order.Problem ?? world.Watch.Problem;

    // Accepted = stored + dropped, event by event.
    private static string? Lost(SimulatedWorld world)
    {
        var quarantined = world.Gateway.Disk.Quarantined.ToLookup(image => image.Epoch, Numbers);
        foreach (var (epoch, sequence, id) in world.Gateway.Accepted)
        {
            var isStored = world.Hub.Ledger.TryGetValue((epoch, sequence), out var stored);
            if (isStored && stored != id)
            {
                return $"number {sequence} of {epoch} is another event";
            }

            // What a restored hub had once and the gateway has deleted on its word is gone with the hub's old disk, and the hub says so.
            var isForgotten = world.Hub.Restored > 0 && world.Hub.Ever.TryGetValue((epoch, sequence), out var once) && once == id;
            var isAside = quarantined[epoch].Any(numbers => numbers.Contains(sequence));
            if (!isStored && !isForgotten && !isAside && !world.Hub.IsDropped(epoch, sequence))
            {
                return $"accepted event {sequence} of {epoch} is nowhere";
            }
        }

        return null;
    }

    // And as the hub's sum: nothing is missing, and nothing counted twice.
    private static string? Unbalanced(SimulatedWorld world)
    {
        var account = world.Hub.AccountOf(world.Gateway.Outbox.Epoch);
        return account.Missing == 0 && account.Produced == account.Stored + account.Dropped + account.Lost
            && account.Produced == world.Gateway.Outbox.NextSequence - 1
            && (account.Lost == 0 || world.Hub.Restored > 0)
            ? null
            : $"the account does not add up: {account}";
    }

    // A file that was given up still has what waited in it, the drop ledger included.
    private static HashSet<long> Numbers(DiskImage image)
    {
        var (events, numbers) = (new List<WaitingEvent>(), new HashSet<long>());
        foreach (var row in image.Lanes.SelectMany(lane => lane))
        {
            BlockReader.Read(row.Block, image.Epoch, EventLane.Visit, events, []);
        }

        foreach (var waiting in events)
        {
            numbers.Add(waiting.Sequence);
            if (EventJson.TryRead(waiting.Json.Span, out var read, out _) && read.Data is GatewayDropped dropped)
            {
                numbers.UnionWith(dropped.Ranges.SelectMany(range => Enumerable.Range(0, (int)range.Count).Select(i => range.First + i)));
            }
        }

        return numbers;
    }
}
