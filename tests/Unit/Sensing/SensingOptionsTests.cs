using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing;

public class SensingOptionsTests
{
    [Fact]
    public void TwoSensorsOnOneAdapterAreAProblem()
    {
        var options = new SensingOptions { Ble = [new() { Name = "a", Zone = "z" }, new() { Name = "b", Zone = "z" }, new() { Name = "c", Zone = "z", Adapter = "hci1" }] };

        Assert.Equal(
            ["sensors.ble[1].adapter: hci0 is also sensors.ble[0]'s; a beacon would be heard twice, give each its own adapter"], options.Problems());
    }
}
