using EdgeGateway.Devices;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>A PN532 reader on a serial line: tells taps, and climbs a ladder when the chip goes deaf.</summary>
public sealed class Pn532Sensor(NfcReaderOptions options, IHardware hardware, Enrolment enrolment) : ISensor
{
    private const string FamilyName = "nfc";
    private const string Technology = "iso14443a";

    // Readers have gone deaf after hours of idling while still answering; waking them up anew costs one poll.
    private static readonly TimeSpan StartAnewEvery = TimeSpan.FromMinutes(10);

    private readonly IClock clock = hardware.Clock;
    private readonly List<PhoneApplication> applications = [.. options.Applications.Select(one => new PhoneApplication(one))];
    private readonly RecentCards recent = new(options.Debounce);

    public string Name => options.Name;

    public string Family => FamilyName;

    public SensorVitals Vitals { get; } = new(options.Name, FamilyName, options.SilentAfter);

    /// <summary>The ladder: ask again (in <see cref="Pn532"/>), wake the chip up anew, open the line anew, report it as failed.</summary>
    public void Run(SightingQueue sightings, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            using var port = hardware.OpenSerialPort(options.Port, options.Baud);
            var reader = new Pn532(port, clock);
            if (!TryStart(reader, sightings, stopping))
            {
                throw new DeviceException(
                    $"the PN532 at {options.Port} does not answer at {options.Baud} baud; check its power, that RX and TX are crossed, and "
                    + "that its switches say HSU (both off), then power-cycle it");
            }

            Poll(reader, port, sightings, stopping);
        }
    }

    private bool TryStart(Pn532 reader, SightingQueue sightings, CancellationToken stopping)
    {
        const int AttemptsMax = 2;
        for (var attempt = 0; attempt < AttemptsMax && !stopping.IsCancellationRequested; attempt++)
        {
            if (reader.Start(out var firmware) == Pn532Outcome.Done)
            {
                Vitals.Alive(clock.SinceBoot, newSignals: 0);
                sightings.Add(Vitals.Becomes(SensorCondition.Working, clock.SinceBoot, $"{firmware} answers", ""), stopping);
                return true;
            }
        }

        return stopping.IsCancellationRequested;
    }

    /// <summary>Returns when the line should be opened anew.</summary>
    private void Poll(Pn532 reader, ISerialPort port, SightingQueue sightings, CancellationToken stopping)
    {
        Span<byte> unasked = stackalloc byte[64];
        var content = new TagContent(reader, enrolment, applications);
        var startAnewAt = clock.SinceBoot + StartAnewEvery;
        while (!stopping.IsCancellationRequested)
        {
            if (Look(reader, content, sightings, stopping) != Pn532Outcome.Done || clock.SinceBoot >= startAnewAt)
            {
                if (reader.Start(out _) != Pn532Outcome.Done)
                {
                    return;
                }

                startAnewAt = clock.SinceBoot + StartAnewEvery;
            }

            // The chip says nothing unasked, so reading is waiting, on the clock that the line lives by.
            port.Read(unasked, options.PollInterval);
        }
    }

    private Pn532Outcome Look(Pn532 reader, TagContent content, SightingQueue sightings, CancellationToken stopping)
    {
        var outcome = reader.FindTag(out var found);
        if (outcome != Pn532Outcome.Done)
        {
            return outcome;
        }

        Vitals.Alive(clock.SinceBoot, newSignals: 0);
        if (found is not { } tag)
        {
            return outcome;
        }

        if (recent.IsNew(tag.Uid, clock.SinceBoot))
        {
            outcome = Tell(content, tag, sightings, stopping);
        }

        return reader.Release() is var released && outcome is Pn532Outcome.Done or Pn532Outcome.TagLost ? released : outcome;
    }

    private Pn532Outcome Tell(TagContent content, TagFound tag, SightingQueue sightings, CancellationToken stopping)
    {
        var at = clock.SinceBoot;
        var outcome = content.Identify(tag, out var identifier);
        if (outcome != Pn532Outcome.Done && identifier is null)
        {
            // Taken away too early: if it comes back it is read again, and nothing was said yet.
            recent.Forget(tag.Uid);
            return outcome;
        }

        Vitals.Alive(clock.SinceBoot);
        sightings.Add(new Tap(options.Name, at, options.Zone, Technology, identifier), stopping);
        return outcome;
    }
}
