using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Integration.Sensing.Ble;

public class SampleTests
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new LowerCaseEnumConverter<PrivacyTier>() },
    };

    [Fact]
    public void TheSampleConfigurationIsRight()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(PathOfSample()));
        var sensors = json.RootElement.GetProperty("sensors").Deserialize<SensingOptions>(Strict)!;
        var privacy = json.RootElement.GetProperty("privacy").Deserialize<PrivacyOptions>(Strict)!;
        var programmes = json.RootElement.GetProperty("programmes").Deserialize<List<ProgrammeOptions>>(Strict)!;

        Assert.Empty(sensors.Problems("sensors"));
        Assert.Empty(Enrolment.Problems(privacy, programmes));
        var enrolment = new Enrolment(privacy, programmes);
        Assert.Equal(["staff-badges"], enrolment.StaffProgrammes);
        Assert.Equal(2, SensorCatalog.Build(sensors, new SimulatedHardware(new SimulatedClock()), enrolment).Count);
    }

    private static string PathOfSample()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EdgeGateway.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("run the tests inside the repository");
        }

        return Path.Combine(folder.FullName, "src", "Sensing", "Ble", "sample.json");
    }
}
