using EdgeGateway.Devices;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>One opened radio: receives, drives the set-up of scanning, and climbs the ladder when nothing is heard.</summary>
internal sealed class BleListener(BleSensorOptions options, IRadio radio, IClock clock, SensorVitals vitals, Enrolment enrolment) : IDisposable
{
    /// <summary>A controller answers within milliseconds; this one hangs.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan AdvanceEvery = TimeSpan.FromSeconds(1);

    // Nothing says that another program has switched our advertising off; switching it on again costs a few milliseconds of it.
    private static readonly TimeSpan AdvertiseAgainEvery = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ReceiveTimeout = TimeSpan.FromMilliseconds(250);

    private readonly BleScanner scanner = new(options.Name, options.Zone, enrolment, options.OffsetDb);
    private readonly ScanSetup setup = new(options);
    private readonly AdvertiseSetup advertise = new(options.Advertise);
    private readonly ScanLadder ladder = new(options.SilentAfter);
    private readonly List<Sighting> sightings = [];
    private readonly byte[] packet = new byte[IRadio.PacketBytesMax];
    private TimeSpan nextAdvance;
    private TimeSpan advertisedAt;
    private TimeSpan askedAt;
    private ScanSetupState advertiseReported;
    private bool isAsking;
    private bool isHeard;
    private SensorCondition? condition;
    private string resetTrouble = "";

    public void Begin()
    {
        ladder.Heard(clock.SinceBoot);
        scanner.Advance(clock.SinceBoot, clock.UtcNow);
        BeginScan();
    }

    /// <summary>Receives at most one packet and does what is due; false when a recorded radio is at its end.</summary>
    public bool Listen()
    {
        var length = radio.Receive(packet, ReceiveTimeout, out var at);
        if (length < 0)
        {
            Become(SensorCondition.Silent, "the recording is at its end", "nothing to do: a recorded radio plays once");
            return false;
        }

        if (length > 0)
        {
            Take(packet.AsSpan(0, length), at);
        }

        var now = clock.SinceBoot;
        if (now >= nextAdvance)
        {
            nextAdvance = now + AdvanceEvery;
            Advance(now);
        }

        Climb(now);
        return true;
    }

    public void Dispose() => scanner.Dispose();

    /// <summary>Hands on what <see cref="Listen"/> has gathered.</summary>
    public void Hand(SightingQueue queue, CancellationToken stopping)
    {
        foreach (var sighting in sightings)
        {
            queue.Add(sighting, stopping);
        }

        sightings.Clear();
    }

    private void Advance(TimeSpan now)
    {
        scanner.Advance(now, clock.UtcNow);
        vitals.Measured(radio.PacketsLost, scanner.AddressesNear);
        if (setup.State == ScanSetupState.Scanning && MustAdvertise(now))
        {
            BeginAdvertising();
        }
    }

    // Refused, it is tried again as well: the other program may have been stopped. An answer that does not come while advertisements do was lost.
    private bool MustAdvertise(TimeSpan now) => advertise.State switch
    {
        ScanSetupState.Scanning or ScanSetupState.Failed => now - advertisedAt >= AdvertiseAgainEvery,
        ScanSetupState.Waiting => isHeard && now - askedAt > AnswerTimeout,
        _ => false,
    };

    private void Take(ReadOnlySpan<byte> received, TimeSpan at)
    {
        var heard = scanner.Take(received, at, sightings);
        if (heard > 0)
        {
            Hear(clock.SinceBoot, heard);
        }
        else if (HciEvent.TryReadCommandResult(received, out var opcode, out var result))
        {
            Answer(opcode, result);
        }
    }

    // Advertisements prove that it works, whoever has switched scanning on and whether or not our commands were answered.
    private void Hear(TimeSpan now, int heard)
    {
        var silence = now - ladder.SilentSince;
        ladder.Heard(now);
        vitals.Alive(now, heard);
        isHeard = true;
        if (silence > options.SilentAfter)
        {
            Work($"hears advertisements again after {silence.TotalSeconds:0} s of silence");
        }
        else if (condition != SensorCondition.Working)
        {
            Work("hears advertisements");
        }
    }

    private void Answer(ushort opcode, ReadOnlySpan<byte> result)
    {
        var before = (setup.State, advertise.State);
        if (setup.Take(opcode, result))
        {
            Ask(setup.Command);
        }
        else if (setup.State != before.Item1)
        {
            isAsking = false;
            if (!isHeard)
            {
                ReportSetup();
            }

            if (setup.State == ScanSetupState.Scanning && advertise.IsConfigured)
            {
                BeginAdvertising();
            }
        }
        else if (advertise.Take(opcode, result))
        {
            Ask(advertise.Command);
        }
        else if (advertise.State != before.Item2)
        {
            isAsking = false;
            advertisedAt = clock.SinceBoot;
            if (condition == SensorCondition.Working && advertise.State != advertiseReported)
            {
                Work($"scans ({setup.Mode})");
            }
        }
    }

    private void ReportSetup()
    {
        if (setup.State == ScanSetupState.Failed)
        {
            Become(
                SensorCondition.Failed,
                $"{radio.Name} does not scan: {setup.Problem}",
                "check that the adapter supports Bluetooth LE (`btmgmt info`) and that no other program holds it");
        }
        else if (condition is null or SensorCondition.Failed)
        {
            Work($"scans ({setup.Mode})");
        }
    }

    private void Climb(TimeSpan now)
    {
        if (isAsking && !isHeard && now - askedAt > AnswerTimeout)
        {
            isAsking = false;
            Become(
                SensorCondition.Failed, $"{radio.Name} does not answer commands", "unplug and plug the adapter, or restart the machine if it is built in");
        }

        switch (ladder.Next(now))
        {
            case ScanStep.RepeatScan:
                BeginScan();
                break;
            case ScanStep.Reset:
                Reset();
                BeginScan();
                break;
            case ScanStep.ReportSilent when condition != SensorCondition.Failed:
                Become(
                    SensorCondition.Silent,
                    $"no advertisement for {(now - ladder.SilentSince).TotalSeconds:0} s, although the scan was repeated and {radio.Name} was reset{resetTrouble}",
                    "look for a program that switches scanning off (`btmon` shows it), for rfkill, and for the antenna; then unplug and plug the adapter");
                break;
            default:
                break;
        }
    }

    // Resetting needs more rights than listening. A refusal is no reason to stop listening: if the adapter is gone or was left down,
    // the next command says so.
    private void Reset()
    {
        try
        {
            radio.Reset();
            resetTrouble = "";
        }
        catch (DeviceException refused)
        {
            resetTrouble = $" in vain ({refused.Message})";
            ladder.ResetRefused(clock.SinceBoot);
        }
    }

    private void BeginScan()
    {
        isHeard = false;
        setup.Begin();
        Ask(setup.Command);
    }

    private void BeginAdvertising()
    {
        advertise.Begin(setup.IsExtended);
        Ask(advertise.Command);
    }

    private void Ask(byte[] command)
    {
        askedAt = clock.SinceBoot;
        isAsking = true;
        radio.Send(command);
    }

    // It works, although it may not be doing all of it.
    private void Work(string reason)
    {
        advertiseReported = advertise.State;
        if (advertise.State == ScanSetupState.Failed)
        {
            Become(
                SensorCondition.Working,
                $"{reason}, but does not advertise: {advertise.Problem}",
                "stop the program that advertises on this adapter, or give the gateway's iBeacon an adapter of its own");
        }
        else
        {
            Become(SensorCondition.Working, advertise.State == ScanSetupState.Scanning ? $"{reason}, advertises" : reason, "");
        }
    }

    private void Become(SensorCondition next, string reason, string remedy)
    {
        condition = next;
        if (vitals.Becomes(next, clock.SinceBoot, reason, remedy) is { } report)
        {
            sightings.Add(report);
        }
    }
}
