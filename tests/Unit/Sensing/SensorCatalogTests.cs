using EdgeGateway.Devices.Simulated;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing;

public class SensorCatalogTests
{
    [Fact]
    public void EverySensorOfTheConfigurationIsBuiltAndNothingIsOpened()
    {
        var options = new SensingOptions { Ble = [new() { Name = "front", Zone = "entrance" }, new() { Name = "back", Zone = "stock", Adapter = "hci1" }] };

        var sensors = SensorCatalog.Build(options, new SimulatedHardware(new SimulatedClock()), new Enrolment(new PrivacyOptions(), []));

        Assert.Equal([("front", "ble"), ("back", "ble")], sensors.Select(sensor => (sensor.Name, sensor.Family)));
    }

    [Fact]
    public void TwoSensorsOfOneNameAreAProblem()
    {
        var options = new SensingOptions { Ble = [new() { Name = "radio", Zone = "entrance" }, new() { Name = "radio", Zone = "stock", Adapter = "hci1" }] };

        Assert.StartsWith("sensors.ble[1].name: \"radio\" is taken", Assert.Single(options.Problems()), StringComparison.Ordinal);
    }
}
