using System.Text.Json;
using System.Text.RegularExpressions;

namespace EdgeGateway.Tests.Tidy;

/// <summary>Every room explains itself, and every sensor can be tried.</summary>
public partial class RoomTests
{
    private static readonly string[] TopLevel =
    [
        "src", "tests", "hardware", "systemd", "EdgeGateway.sln", "README.md", "build.ps1", "LICENSE", "CHANGELOG.md", "global.json",
        "Directory.Build.props", "Directory.Packages.props",
    ];

    [Fact]
    public void TheTopLevelIsExactlyWhatItShouldBe()
    {
        var found = Repository.Files.Select(file => file.Split('/')[0]).Where(name => name[0] != '.').Distinct().ToList();

        Rule.Holds(found.Except(TopLevel), "The top level has an entry too many. Move it into the folder of its room; scripts are verbs of edgectl or tests.");
        Rule.Holds(TopLevel.Except(found), "The top level lacks an entry that newcomers look for. Put it back.");
    }

    [Fact]
    public void EveryRoomHasAReadme() => Rule.Holds(
        from project in Repository.Projects
        where project.StartsWith("src/", StringComparison.Ordinal)
        let readme = project[..project.LastIndexOf('/')] + "/README.md"
        where !Repository.Exists(readme)
        select readme,
        "A room has no README.md. Write one: rules, reasons, formats, limits, and what it is and is not. It does not repeat the code.");

    [Fact]
    public void ARoomsReadmeSaysWhatItIsNot() => Rule.Holds(
        from project in Repository.Projects
        where project.StartsWith("src/", StringComparison.Ordinal)
        let readme = project[..project.LastIndexOf('/')] + "/README.md"
        where Repository.Exists(readme) && !Repository.Read(readme).Contains("Is not", StringComparison.OrdinalIgnoreCase)
        select readme,
        "A room's README.md has no *Is / Is not*. Say what a reader might expect of it in vain.");

    [Fact]
    public void EverySensorHasAReadmeAndASample() => Rule.Holds(
        from folder in SensorFolders
        from file in new[] { $"{folder}/README.md", $"{folder}/sample.json" }
        where !Repository.Exists(file)
        select file,
        "A sensor folder in src/Sensing lacks its README.md (what it reads, wiring, limits) or its sample.json (the configuration to copy).");

    [Fact]
    public void EverySampleIsJson() => Rule.Holds(
        Repository.Files
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith("/sample.json", StringComparison.Ordinal))
            .Where(file => !IsJson(Repository.Read(file))),
        "A sample.json is not JSON (comments are allowed). People copy it as it is; mend it.");

    // A folder with a sensor in it; Privacy, for one, is none.
    private static IEnumerable<string> SensorFolders => Repository.Code("src/Sensing/")
        .Where(file => file.Count(c => c == '/') == 3 && ImplementsSensor().IsMatch(Repository.Read(file)))
        .Select(file => file[..file.LastIndexOf('/')])
        .Distinct();

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"[:,]\s+ISensor\b")]
    private static partial Regex ImplementsSensor();
}
