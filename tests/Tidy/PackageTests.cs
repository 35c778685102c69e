using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EdgeGateway.Tests.Tidy;

/// <summary>Packages are few, each has its reason, and every build restores the same ones.</summary>
public partial class PackageTests
{
    // Their packages are not on every feed, so they stand outside the solution and cannot be locked.
    private static bool IsAdapter(string project) => project.StartsWith("src/Adapters/", StringComparison.Ordinal);

    [Fact]
    public void EveryPackageSaysWhyItIsNotOurs() => Rule.Holds(
        from file in Repository.Files
        where Path.GetFileName(file) == "Directory.Packages.props"
        from line in Repository.Lines(file)
        where line.Contains("<PackageVersion ", StringComparison.Ordinal) && !Reason().IsMatch(line)
        select $"{file}: {line.Trim()}",
        "A package has no reason. Put `<!-- … -->` on its line in Directory.Packages.props: what it does that we should not.");

    [Fact]
    public void VersionsStandInOnePlace() => Rule.Holds(
        from project in Repository.Projects
        where !IsAdapter(project)
        from package in XDocument.Parse(Repository.Read(project)).Descendants("PackageReference")
        where package.Attribute("Version") is not null
        select $"{project}: {package.Attribute("Include")?.Value}",
        "A project names a package's version. Versions stand in Directory.Packages.props; take it off here.");

    [Fact]
    public void EveryProjectIsLocked() => Rule.Holds(
        from project in Repository.Projects
        where !IsAdapter(project)
        let file = project[..project.LastIndexOf('/')] + "/packages.lock.json"
        where !Repository.Files.Contains(file)
        select file,
        "A project has no packages.lock.json. Run `dotnet restore` and commit it, so that every build takes the same packages.");

    [Fact]
    public void EveryProjectIsInTheSolution() => Rule.Holds(
        Repository.Projects
            .Where(project => !IsAdapter(project))
            .Where(project => !Repository.Read("EdgeGateway.sln").Contains($"\"{project.Replace('/', '\\')}\"", StringComparison.Ordinal)),
        "A project is not in EdgeGateway.sln, so nobody builds it. Run `dotnet sln add`.");

    [GeneratedRegex(@"<!--\s*\S.{7,}-->")]
    private static partial Regex Reason();
}
