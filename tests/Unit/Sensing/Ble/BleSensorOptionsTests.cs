using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

public class BleSensorOptionsTests
{
    [Fact]
    public void TheDefaultsWithNameAndZoneAreRight() => Assert.Empty(new BleSensorOptions { Name = "radio", Zone = "entrance" }.Problems("sensing.ble[0]"));

    [Fact]
    public void EveryProblemIsReportedWithItsKeyAndItsRemedy()
    {
        var wrong = new BleSensorOptions
        {
            Adapter = "",
            ScanInterval = TimeSpan.FromSeconds(11),
            ScanWindow = TimeSpan.FromSeconds(12),
            SilentAfter = TimeSpan.FromMinutes(3),
        };

        var problems = wrong.Problems("sensing.ble[0]").ToList();

        Assert.Equal(["name", "adapter", "zone", "scanInterval", "scanWindow", "silentAfter"], problems.Select(problem => problem.Split([".", ":"], 0)[2]));
        Assert.All(problems, problem => Assert.Contains(';', problem));
    }
}
