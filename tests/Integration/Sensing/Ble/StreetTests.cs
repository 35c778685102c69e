using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Integration.Sensing.Ble;

public class StreetTests
{
    [Fact]
    public async Task TheStreetPlayedAsTheRadioGivesElevenSightingsAndAnEnd()
    {
        var capture = BleData.PathOf("street.btsnoop");
        var clock = new SimulatedClock { WaitsPassTime = true };
        var enrolment = new Enrolment(new PrivacyOptions(), [new() { Name = "sensors", IBeacons = [new() { Uuid = "494e5445-4c4c-495f-524f-434b535f4857" }] }]);
        var sensor = new BleSensor(
            new BleSensorOptions { Name = "street", Zone = "street", Adapter = capture },
            new SimulatedHardware(clock) { CapturePacing = BtsnoopPacing.AsFastAsPossible },
            enrolment);
        var queue = new SightingQueue(1000);
        await using var runner = new SensorRunner(sensor, queue, clock, TimeProvider.System);

        runner.Start();
        await runner.Completion;
        queue.Complete();

        var sightings = await queue.Reader.ReadAllAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        var beacons = sightings.OfType<BeaconSighting>().ToList();
        Assert.Equal(11, beacons.Count);
        Assert.All(beacons, beacon => Assert.Matches("^494e5445-4c4c-495f-524f-434b535f4857/2059[47]/62207$", beacon.Beacon.Value));
        Assert.Equal(
            [SensorCondition.Working, SensorCondition.Silent], sightings.OfType<SensorReport>().Select(report => report.Condition));
        Assert.Equal(412, sensor.Vitals.Health(clock.SinceBoot).Signals);
    }
}
