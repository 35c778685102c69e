using System.Xml.Linq;

namespace EdgeGateway.Tests.Tidy;

/// <summary>Who may know whom. The table is the architecture; a new arrow is a decision, made here.</summary>
public class ReferenceTableTests
{
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["Events"] = [],
        ["Devices"] = [],
        ["Mqtt"] = [],
        ["Sensing"] = ["Devices", "Events"],
        ["Visits"] = ["Events"],
        ["Outbox"] = ["Events"],
        ["Uplink"] = ["Mqtt", "Outbox", "Events"],
        ["Control"] = ["Events"],
        ["Daemon"] = ["Events", "Devices", "Sensing", "Visits", "Outbox", "Mqtt", "Uplink", "Control"],
        ["Cli"] = ["Control", "Events", "Devices", "Sensing", "Mqtt"],
        ["Hub"] = ["Events", "Mqtt"],
        ["Adapters/MqttNet"] = ["Mqtt"],
        ["Adapters/LiteDb"] = ["Outbox", "Events"],
        ["Adapters/SystemDeviceGpio"] = ["Devices"],
    };

    // Started as processes by `edgectl demo`; built beside it, never called.
    private static readonly Dictionary<string, string[]> MayBuildBeside = new() { ["Cli"] = ["Daemon", "Hub"] };

    [Fact]
    public void EveryRoomReferencesOnlyWhatTheTableAllows() => Rule.Holds(
        from room in Rooms
        from reference in room.References
        let allowed = (reference.BuildOnly ? MayBuildBeside : MayReference).GetValueOrDefault(room.Name, [])
        where !allowed.Contains(reference.Name)
        select $"{room.Name} -> {reference.Name}",
        "A room references another that the table in tests/Tidy/ReferenceTableTests.cs does not allow. Move the code to the room that may "
            + "know both, pass a value or a callback instead, or, if the arrow is right, add it to the table and to the README in one commit.");

    [Fact]
    public void EveryRoomIsInTheTable() => Rule.Holds(
        Rooms.Select(room => room.Name).Except(MayReference.Keys),
        "A project in src has no line in MayReference (tests/Tidy/ReferenceTableTests.cs). Add one: what may it know?");

    [Fact]
    public void RoomsTakeNothingFromTheirReferencesReferences() => Rule.Holds(
        Repository.Read("Directory.Build.props").Contains("<DisableTransitiveProjectReferences>true<", StringComparison.Ordinal) ? [] : ["Directory.Build.props"],
        "DisableTransitiveProjectReferences must stay true: without it an undeclared call compiles and the table means nothing.");

    private static IEnumerable<(string Name, IEnumerable<(string Name, bool BuildOnly)> References)> Rooms =>
        from project in Repository.Projects
        where project.StartsWith("src/", StringComparison.Ordinal)
        select (project["src/".Length..project.LastIndexOf('/')], ReferencesOf(project));

    private static IEnumerable<(string Name, bool BuildOnly)> ReferencesOf(string project) =>
        from reference in XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference")
        let path = reference.Attribute("Include")!.Value.Replace('\\', '/')
        select (Path.GetFileNameWithoutExtension(path), reference.Attribute("ReferenceOutputAssembly")?.Value == "false");
}
