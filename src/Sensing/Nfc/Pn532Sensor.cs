using EdgeGateway.Devices;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>A PN532 reader on a serial line, I2C or SPI: tells taps, and climbs a ladder when the chip goes deaf.</summary>
public sealed class Pn532Sensor : ISensor
{
    private const string FamilyName = "nfc";

    // Readers have gone deaf after hours of idling while still answering; waking them up anew costs one poll.
    private static readonly TimeSpan StartAnewEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RestMin = TimeSpan.FromMilliseconds(20);

    private readonly NfcReaderOptions options;
    private readonly IHardware hardware;
    private readonly IClock clock;
    private readonly Action<TimeSpan> pause;
    private readonly Enrolment enrolment;
    private readonly List<PhoneApplication> applications;
    private readonly RecentCards recent;

    public Pn532Sensor(NfcReaderOptions options, IHardware hardware, Enrolment enrolment)
        : this(options, hardware, enrolment, Thread.Sleep)
    {
    }

    /// <param name="pause">Waits on the clock that the reader's bus lives by.</param>
    internal Pn532Sensor(NfcReaderOptions options, IHardware hardware, Enrolment enrolment, Action<TimeSpan> pause)
    {
        (this.options, this.hardware, this.enrolment, this.pause) = (options, hardware, enrolment, pause);
        clock = hardware.Clock;
        applications = [.. options.Applications.Select(one => new PhoneApplication(one))];
        recent = new RecentCards(options.Debounce);
        Vitals = new SensorVitals(options.Name, FamilyName, options.SilentAfter);
    }

    public string Name => options.Name;

    public string Family => FamilyName;

    public SensorVitals Vitals { get; }

    /// <summary>
    /// The ladder: ask again (in <see cref="Pn532"/>), wake the chip up anew, pulse its reset line, open the bus anew, report it as failed.
    /// </summary>
    public void Run(SightingQueue sightings, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            using var reader = ReaderConnection.Open(hardware, options, pause);
            if (!TryStart(reader, sightings, stopping))
            {
                throw new DeviceException(reader.Silence);
            }

            Poll(reader, sightings, stopping);
        }
    }

    private bool TryStart(ReaderConnection reader, SightingQueue sightings, CancellationToken stopping)
    {
        if (!reader.TryStart(out var firmware))
        {
            return stopping.IsCancellationRequested;
        }

        Vitals.Alive(clock.SinceBoot, newSignals: 0);
        sightings.Add(Vitals.Becomes(SensorCondition.Working, clock.SinceBoot, $"{firmware} answers", ""), stopping);
        return true;
    }

    /// <summary>Returns when the bus should be opened anew.</summary>
    private void Poll(ReaderConnection reader, SightingQueue sightings, CancellationToken stopping)
    {
        var content = new TagContent(reader.Chip, enrolment, applications);
        var field = new FieldPoll(reader.Chip, recent, clock, options.Debounce);
        var startAnewAt = clock.SinceBoot + StartAnewEvery;
        while (!stopping.IsCancellationRequested)
        {
            var outcome = field.Look(tag => Meet(content, tag, sightings, stopping));
            if (outcome == Pn532Outcome.Done)
                Vitals.Alive(clock.SinceBoot, newSignals: 0);

            if (outcome != Pn532Outcome.Done || clock.SinceBoot >= startAnewAt)
            {
                if (!reader.TryStart(out _))
                {
                    return;
                }

                startAnewAt = clock.SinceBoot + StartAnewEvery;
            }

            var rest = options.PollInterval - field.SpentOnOthers;
            reader.Link.Rest(rest > RestMin ? rest : RestMin);
        }
    }

    private Pn532Outcome Meet(TagContent content, TagFound tag, SightingQueue sightings, CancellationToken stopping)
    {
        var at = clock.SinceBoot;
        if (!recent.IsNew(tag, at))
        {
            return Pn532Outcome.Done;
        }

        var outcome = content.Identify(tag, out var identifier);
        if (outcome != Pn532Outcome.Done && identifier is null)
        {
            // Taken away too early: if it comes back it is read again, and nothing was said yet.
            recent.Forget(tag);
            return outcome;
        }

        Vitals.Alive(clock.SinceBoot);
        sightings.Add(new Tap(options.Name, at, options.Zone, NameOf(tag.Technology), identifier), stopping);
        return outcome;
    }

    private static string NameOf(TagTechnology technology) => technology switch
    {
        TagTechnology.TypeB => "iso14443b",
        TagTechnology.FeliCa => "felica",
        _ => "iso14443a",
    };
}
