using System.Text.RegularExpressions;

namespace EdgeGateway.Tests.Tidy;

/// <summary>The repository builds anywhere: it knows no machine, and the script for people runs what the script for machines runs.</summary>
public partial class MachineTests
{
    private static readonly string[] Text =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".md", ".json", ".yaml", ".yml", ".ps1", ".sh", ".service", ".conf", ".rules", ".story", ".js", ".mjs", ".html", ".css", ".txt"];

    // Written in two halves, so that this file does not break its own rule.
    private static readonly string[] MachinePaths = ["/wo" + "rk/", "/ro" + "ot/", "/home/" + "runner", "C:" + @"\Users\"];

    [Fact]
    public void NoPathOfOneMachine() => Rule.Holds(
        Find((_, line) => MachinePaths.Any(path => line.Contains(path, StringComparison.Ordinal))),
        "A file names a path of one machine. Take it from the environment (EDGEGATEWAY_DATA), from configuration, or relative to the repository.");

    [Fact]
    public void NoRegistryOfOneNetwork() => Rule.Holds(
        Find((file, line) => PrivateHost().IsMatch(line)
            || (Path.GetFileName(file) == "package-lock.json" && line.Contains("\"resolved\": \"http", StringComparison.Ordinal))),
        "A file names a registry or a host of one network. Remove it; for npm, `npm install --omit-lockfile-registry-resolved`.");

    [Fact]
    public void TheBuildScriptRunsWhatTheServerRuns()
    {
        if (!Repository.Exists(".ci/run"))
        {
            Assert.Skip("there is no .ci/run in this copy, so there is nothing to compare build.ps1 with");
        }

        var server = Repository.Lines(".ci/run")
            .SkipWhile(line => !line.Contains("# build.ps1 begin", StringComparison.Ordinal))
            .TakeWhile(line => !line.Contains("# build.ps1 end", StringComparison.Ordinal))
            .SelectMany(Commands)
            .ToList();
        var people = Repository.Lines("build.ps1").SelectMany(Commands).ToList();

        Assert.NotEmpty(server);
        Assert.True(
            server.SequenceEqual(people),
            "build.ps1 and .ci/run (between `# build.ps1 begin` and `# build.ps1 end`) must run the same dotnet commands in the same order.\n"
                + $".ci/run:\n  {string.Join("\n  ", server)}\nbuild.ps1:\n  {string.Join("\n  ", people)}");
    }

    private static IEnumerable<string> Commands(string line) =>
        line.TrimStart().StartsWith('#') ? [] : Command().Matches(line).Select(command => command.Value.Trim());

    private static IEnumerable<string> Find(Func<string, string, bool> breaks) =>
        from file in Repository.Files
        where Text.Contains(Path.GetExtension(file)) || file.StartsWith(".ci/", StringComparison.Ordinal)
        let lines = Repository.Lines(file)
        from number in Enumerable.Range(0, lines.Length)
        where breaks(file, lines[number])
        select $"{file}:{number + 1}";

    [GeneratedRegex(@"\bdotnet (restore|build|test|format|publish|run|pack|tool)\b[^|;&}""'#]*")]
    private static partial Regex Command();

    [GeneratedRegex(@"https?://[\w.-]+\.(internal|corp|lan|local)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PrivateHost();
}
