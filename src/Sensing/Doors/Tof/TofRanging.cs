using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// Measures the two regions of a VL53L1X in turn. Asks again when a transfer fails now and then, and notices a chip that has lost its
/// configuration, does not measure any more or tells the same for ever.
/// </summary>
internal sealed class TofRanging(TofDoorOptions options, Vl53l1x chip, IClock clock, Action<TimeSpan, CancellationToken> pause)
{
    // A transfer that fails now and then is noise on the wires; more in a row is a chip that is gone.
    private const int FailuresMax = 3;

    // Distance, light and SPADs of two measurements differ in some bit; a chip that repeats itself for two seconds per region has hung.
    private const int SameMax = 50;
    private const int StreamCount = 2; // RESULT__STREAM_COUNT, which only counts

    // A chip that was re-plugged between two measurements would go on with whatever it wakes up with.
    private static readonly TimeSpan VerifyEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(2);

    // Asking before it can be there only keeps the bus busy.
    private static readonly TimeSpan EarlyBy = TimeSpan.FromMilliseconds(2);

    private readonly byte[][] last = [new byte[Vl53l1xResult.Bytes], new byte[Vl53l1xResult.Bytes]];
    private readonly int[] same = new int[2];
    private readonly byte[] raw = new byte[Vl53l1xResult.Bytes];
    private TimeSpan verifiedAt = clock.SinceBoot;
    private int roi;

    /// <summary>The next measurement, of the other region; null when it is to stop.</summary>
    /// <exception cref="DeviceException">The chip is gone, stuck, re-plugged or has hung.</exception>
    public TofReading? Next(CancellationToken stopping)
    {
        for (var failures = 1; !stopping.IsCancellationRequested; failures++)
        {
            try
            {
                VerifyNowAndThen();
                if (!Measure(stopping))
                    return null;
                break;
            }
            catch (DeviceException) when (failures < FailuresMax)
            {
                // Measured again; the last failure goes to the runner, which reports it and opens the bus anew.
                pause(LookEvery, stopping);
            }
        }

        return stopping.IsCancellationRequested ? null : Take();
    }

    private TofReading Take()
    {
        NoticeRepeats();
        var result = Vl53l1xResult.Read(raw);
        var reading = new TofReading(clock.SinceBoot, roi, result.Millimetres, result.Status);
        roi = 1 - roi;
        return reading;
    }

    private void VerifyNowAndThen()
    {
        if (clock.SinceBoot - verifiedAt < VerifyEvery)
            return;
        chip.Verify();
        verifiedAt = clock.SinceBoot;
    }

    private bool Measure(CancellationToken stopping)
    {
        chip.Begin(options.RegionOf(roi));
        pause(options.TimingBudget - EarlyBy, stopping);
        for (var waited = TimeSpan.Zero; !stopping.IsCancellationRequested; waited += LookEvery)
        {
            if (chip.IsReady())
            {
                chip.Fetch(raw);
                return true;
            }

            if (waited >= Vl53l1x.ResultMax)
            {
                chip.Verify(); // The likelier and more telling reason.
                throw new DeviceException($"{chip.Name} has stopped measuring; it is started anew. If this comes back, check its supply");
            }

            pause(LookEvery, stopping);
        }

        return false;
    }

    private void NoticeRepeats()
    {
        raw[StreamCount] = 0;
        same[roi] = raw.AsSpan().SequenceEqual(last[roi]) ? same[roi] + 1 : 0;
        raw.CopyTo(last[roi], 0);
        if (same[roi] >= SameMax)
        {
            throw new DeviceException($"{chip.Name} tells the same again and again; it is started anew. If this comes back, give it a shorter cable and its own 100 nF");
        }
    }
}
