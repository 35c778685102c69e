using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Simulation;

/// <summary>
/// A time server that is years wrong while a store is offline: the clock calls itself synchronised, so every event that waits looks older than the age
/// cap, or will. The power fails meanwhile.
/// </summary>
public class WrongTimeServerTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(3650, 1)]
    [InlineData(40, 2)]
    [InlineData(-3650, 3)]
    [InlineData(-40, 4)]
    public void ALeapThatDoesNotHoldForADayDropsNothing(int days, int seed)
    {
        var world = new SimulatedWorld(seed, outbox: new OutboxOptions());
        world.RunOffline(6 * Hour, random => Happen(world, random));
        world.Gateway.Clock.Leap(TimeSpan.FromDays(days), lasts: 20 * Hour);
        world.RunOffline(10 * Hour, random => Happen(world, random));
        world.Gateway.Start();
        world.RunOffline(40 * Hour, random => Happen(world, random));

        Settle(world, seed);
        Assert.Equal(0, world.Gateway.Outbox.Status.DroppedEvents);
    }

    [Fact]
    public void ALeapThatHoldsIsBelievedAfterADayThoughThePowerFailsMeanwhile()
    {
        var world = new SimulatedWorld(seed: 5, outbox: new OutboxOptions());
        world.RunOffline(6 * Hour, random => Happen(world, random));
        var old = world.Gateway.Outbox.NextSequence - 1;
        world.Gateway.Clock.Leap(TimeSpan.FromDays(40), lasts: TimeSpan.FromDays(1000));
        for (var part = 0; part < 5; part++)
        {
            world.RunOffline(4 * Hour, random => Happen(world, random));
            world.Gateway.Start();
            Assert.Equal(0, world.Gateway.Outbox.Status.DroppedEvents);
        }

        // A restart costs the leap up to an hour of the time for which it has held.
        world.RunOffline(10 * Hour, random => Happen(world, random));
        Assert.Equal(old, world.Gateway.Outbox.Status.Dropped[DropReasons.AgeCap]);

        Settle(world, 5);
    }

    private static void Settle(SimulatedWorld world, int seed)
    {
        Assert.True(world.RunUntilSettled(3 * Hour), Verdict.Story(seed, world));
        Assert.Null(Verdict.AtRest(world));
    }

    private static void Happen(SimulatedWorld world, Random random)
    {
        if (random.Next(60) == 0)
        {
            world.Gateway.Append([new SensorState("radio", "ble", SensorCondition.Working, "hears", "", 0)]);
        }

        if (random.Next(120) == 0)
        {
            world.Gateway.Append();
        }
    }
}
