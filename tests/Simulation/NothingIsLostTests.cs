using System.Text;
using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Simulation;

public class NothingIsLostTests
{
    private const int SeedsPerCase = 25;

    public static TheoryData<int> FirstSeeds => [.. Enumerable.Range(0, 12).Select(i => i * SeedsPerCase)];

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void AcceptedIsStoredOrDroppedWithAReason(int firstSeed)
    {
        for (var seed = firstSeed; seed < firstSeed + SeedsPerCase; seed++)
        {
            Check(seed);
        }
    }

    [Fact]
    public void TheSameSeedIsTheSameRun()
    {
        Assert.Equal(Check(4711), Check(4711));
    }

    [Fact]
    public void ADiskThatForgetsWhatItCalledDurableIsCaught()
    {
        Assert.Contains(Enumerable.Range(0, 10), seed => Problem(new SimulatedWorld(seed, diskLies: true)) is not null);
    }

    private static string Check(int seed)
    {
        var world = new SimulatedWorld(seed);
        var problem = Problem(world);
        var story = Story(seed, world);
        Assert.True(problem is null, $"{problem}: {story}");
        return story;
    }

    private static string? Problem(SimulatedWorld world)
    {
        world.RunTroubled(TimeSpan.FromSeconds(60));
        if (!world.RunUntilSettled(TimeSpan.FromMinutes(30)))
        {
            return "the hub never got everything";
        }

        var lost = world.Gateway.Accepted.Where(one => !IsAccountedFor(world, one.Epoch, one.Sequence, one.Id)).ToList();
        return world.Hub.Conflicts.FirstOrDefault() ?? (lost.Count > 0 ? $"accepted event {lost[0].Sequence} of {lost[0].Epoch} is nowhere" : null);
    }

    private static bool IsAccountedFor(SimulatedWorld world, Guid epoch, long sequence, Guid id)
    {
        if (world.Hub.Ledger.TryGetValue((epoch, sequence), out var stored))
        {
            return stored == id;
        }

        return (world.Hub.Dropped.TryGetValue(epoch, out var dropped) && dropped.Contains(sequence))
            || world.Gateway.Disk.Quarantined.Any(image => image.Epoch == epoch && Holds(image, sequence));
    }

    // A file that was given up still has what waited in it, the drop ledger included.
    private static bool Holds(DiskImage image, long sequence)
    {
        var events = new List<WaitingEvent>();
        foreach (var (block, _) in image.Lanes.SelectMany(lane => lane.Values))
        {
            BlockReader.Read(block, image.Epoch, EventLane.Visit, events, []);
        }

        return events.Any(waiting => waiting.Sequence == sequence || Dropped(waiting).Any(range => range.First <= sequence && sequence <= range.Last));
    }

    private static IReadOnlyList<SequenceRange> Dropped(WaitingEvent waiting) =>
        EventJson.TryRead(waiting.Json.Span, out var read, out _) && read.Data is GatewayDropped dropped ? dropped.Ranges : [];

    private static string Story(int seed, SimulatedWorld world)
    {
        var outbox = world.Gateway.Outbox;
        return new StringBuilder()
            .Append($"seed {seed}, {world.Gateway.Accepted.Count} accepted, {world.Hub.Ledger.Count} stored, {world.Hub.Repeats} repeats, ")
            .Append($"{outbox.Status.DroppedEvents} dropped, {world.Broker.SilentlyDropped} lost by the broker, ")
            .Append($"hub at {world.Hub.WordOn(outbox.Epoch).Sequence} of {outbox.NextSequence - 1} after {world.Time.Elapsed}; ")
            .Append(world.Gateway.Said.LastOrDefault())
            .ToString();
    }
}
