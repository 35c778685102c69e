using EdgeGateway.Daemon.Configuration;
using EdgeGateway.Devices;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Visits;

namespace EdgeGateway.Daemon;

/// <summary>From the hardware to what happened: the sensors, the queue behind them, and who makes visits of it.</summary>
internal sealed record SensingParts(IReadOnlyList<ISensor> Sensors, SightingQueue Sightings, VisitTracker Tracker)
{
    /// <summary>Who may be recognised. Reads the key files.</summary>
    /// <exception cref="DeviceException">The pseudonym key or the beacon keys cannot be used.</exception>
    public static Enrolment Enrol(GatewayOptions options) =>
        new(options.Privacy, options.Programmes, options.Privacy.ReadPseudonymKey(), BeaconKeyFile.ReadAll(options.Programmes));

    public static SensingParts Build(GatewayOptions options, IHardware hardware, Enrolment enrolment)
    {
        var sensors = SensorCatalog.Build(options.Sensors, hardware, enrolment);
        var tracker = new VisitTracker(
            options.Visits with
            {
                Doors = options.Sensors.DoorNames(),
                PassageDoors = options.Sensors.PassageDoorNames(),
                // Where no identifier may be used, no crossing waits for a tag.
                StaffProgrammes = options.Privacy.Tier == PrivacyTier.Count ? [] : [.. options.Visits.StaffProgrammes, .. enrolment.StaffProgrammes],
            },
            Guid.CreateVersion7,
            hardware.Clock.SinceBoot);
        return new SensingParts(sensors, new SightingQueue(options.SightingsWaitingMax), tracker);
    }

    public void AddTo(IServiceCollection services) => services.AddSingleton(Sensors).AddSingleton(Sightings).AddSingleton(Tracker);
}
