using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Simulation;

/// <summary>
/// A store whose line is dead for seven days: visitors from nine to eight, health day and night, a power cut twice a day after which the clock is
/// wrong for up to two hours. Then the line is back, with some trouble left in it.
/// </summary>
public class WeekOfflineTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Fact]
    public void AWeekLaterTheLedgerIsCompleteToTheLastNumber()
    {
        var world = Run(seed: 1, new OutboxOptions());

        Assert.InRange(world.Gateway.Accepted.Count, 60_000, 100_000);
        // Whatever the broker refuses for good in the trouble at the end is told; the week itself may cost nothing.
        var refused = world.Gateway.Outbox.Status.Dropped.GetValueOrDefault(DropReasons.Refused);
        Assert.Equal(refused, world.Gateway.Outbox.Status.DroppedEvents);
        var account = world.Hub.AccountOf(world.Gateway.Outbox.Epoch);
        Assert.Equal((account.Produced, 0, 0), (account.Stored + account.Dropped, account.Lost, account.Missing));
        Assert.InRange(account.Dropped, 0, refused); // What was refused once may have come through another time.
    }

    [Fact]
    public void WhatTheCapsTookIsInTheLedgerByNumberAndVisitsGoLast()
    {
        var options = new OutboxOptions { SizeBytesMax = 12_000_000, AgeMax = TimeSpan.FromDays(5) };
        var world = Run(seed: 2, options);

        var account = world.Hub.AccountOf(world.Gateway.Outbox.Epoch);
        Assert.True(account.Dropped > 10_000, $"only {account.Dropped} were dropped");
        Assert.Equal(account.Produced, account.Stored + account.Dropped);
    }

    private SimulatedWorld Run(int seed, OutboxOptions options)
    {
        var world = new SimulatedWorld(seed, outbox: options);
        var largest = 0L;
        world.RunOffline(Week, random =>
        {
            Happen(world, random);
            largest = Math.Max(largest, world.Gateway.Disk.Image.Bytes);
        });
        var waiting = world.Gateway.Outbox.Status.Waiting;
        world.RunTroubled(TimeSpan.FromSeconds(30));
        Assert.True(world.RunUntilSettled(TimeSpan.FromHours(3)), Verdict.Story(seed, world));

        Assert.Null(Verdict.AtRest(world));
        Assert.True(largest <= options.SizeBytesMax, $"{largest} bytes were held, {options.SizeBytesMax} are allowed");
        output.WriteLine($"{waiting} events waited, at most {largest} bytes, complete {world.Time.Elapsed - Week} after the line came back. {Verdict.Story(seed, world)}");
        return world;
    }

    private static void Happen(SimulatedWorld world, Random random)
    {
        if (random.Next(12 * 3600) == 0)
        {
            world.Gateway.Clock.Boot(TimeSpan.FromHours(2));
            world.Gateway.Start();
            world.Gateway.Append([new GatewayStarted("1", world.Gateway.Outbox.Status.Waiting)]);
        }

        if (random.Next(40) == 0)
        {
            world.Gateway.Append([new SensorState("radio", "ble", SensorCondition.Working, "hears", "", 0)]);
        }

        if (world.Time.GetUtcNow().Hour is >= 9 and < 20 && random.Next(9) == 0)
        {
            world.Gateway.Append();
        }
    }
}
