using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Doors;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Integration.Devices;

/// <summary>The built-in demonstration at sixty times real time, sensed by the real sensors: what they report is what the script says.</summary>
public class BusyQuarterHourTests
{
    private readonly StoreScript script = StoreScript.BusyQuarterHour(seed: 1);
    private readonly SightingQueue sightings = new(waitingMax: 100_000);
    private readonly SimulatedHardware hardware;

    public BusyQuarterHourTests() => hardware = SimulatedHardware.Of(script.Header.Store, new SimulatedClock());

    [Fact]
    public async Task TheSensorsReportWhatTheScriptSays()
    {
        using var stopping = new CancellationTokenSource();
        var threads = Sensors().Select(sensor => new Thread(() => Sense(sensor, stopping.Token))).ToList();
        threads.ForEach(thread => thread.Start());
        Assert.True(SpinWait.SpinUntil(() => sightings.Reader.Count >= threads.Count, TimeSpan.FromSeconds(60)), "not every sensor has reported that it works");

        using (var player = hardware.Play(script, speed: 60))
        {
            await player.EndOfScript;
        }

        await stopping.CancelAsync();
        threads.ForEach(thread => thread.Join());
        sightings.Complete();
        var seen = await sightings.Reader.ReadAllAsync().ToListAsync();

        var walked = script.Lines.Where(line => line.Door is not null).Select(line => $"{line.Door} {line.Direction}");
        var counted = seen.OfType<DoorCrossing>().Select(one => $"{one.Door} {(one.Direction == Direction.In ? "in" : "out")}");
        Assert.Equal(walked.Order(), counted.Order());
        Assert.Equal(script.Lines.Count(line => line.Uturn is not null), seen.OfType<DoorUTurn>().Count());
        Assert.Single(seen.OfType<SensorReport>(), report => report.Condition == SensorCondition.Blocked);

        // Of all that is on the air only the members leave Sensing, and of the cards only theirs.
        Assert.Equal(
            BusyQuarterHour.Members.Select(member => member.Beacon.Value()).Order(),
            seen.OfType<BeaconSighting>().Select(one => one.Beacon.Value).Distinct().Order());
        Assert.Equal(
            script.Lines.Where(line => line.Tap is not null).Select(line => line.Tap!.Uid == "04deadbeef0001" ? null : line.Tap.Uid),
            seen.OfType<Tap>().Select(one => one.Identifier?.Value));
    }

    private IEnumerable<ISensor> Sensors()
    {
        var members = BusyQuarterHour.Members.Where(member => member.CardUid is not null).Select(member => member.CardUid!);
        var enrolment = new Enrolment(new PrivacyOptions(), [new ProgrammeOptions
        {
            Name = "app",
            IBeacons = [new() { Uuid = BusyQuarterHour.AppUuid.ToString() }],
            AltBeacons = [new() { Manufacturer = 0x0118, IdPrefix = BusyQuarterHour.AltBeaconOrganisation }],
            EddystoneNamespaces = [BusyQuarterHour.EddystoneNamespace],
            NfcUids = [.. members],
        }]);
        foreach (var radio in script.Header.Store.Radios)
            yield return new BleSensor(new BleSensorOptions { Name = radio.Name, Adapter = radio.Name, Zone = radio.Zone }, hardware, enrolment);
        foreach (var door in script.Header.Store.Doors)
            yield return new BeamSensor(new BeamDoorOptions { Name = door.Name, Door = door.Name, Chip = door.Chip, Outer = door.Outer, Inner = door.Inner }, hardware);
        foreach (var reader in script.Header.Store.Readers)
            yield return new Pn532Sensor(new NfcReaderOptions { Name = "counter", Port = reader }, hardware, enrolment);
    }

    private void Sense(ISensor sensor, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                sensor.Run(sightings, stopping);
            }
            catch (DeviceException)
            {
                stopping.WaitHandle.WaitOne(50); // The script unplugs a radio; it is opened again until it is back.
            }
        }
    }
}
