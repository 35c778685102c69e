using System.Diagnostics;

namespace EdgeGateway.Tests.Tidy;

/// <summary>The repository that these tests were built from, as files.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["artifacts", "node_modules", "bin", "obj", "TestResults", ".git", ".vs", ".idea"];

    /// <summary>The folder that holds EdgeGateway.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every file that is or will be committed, as a path from the root with slashes. Without git: every file but the built ones.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. (FromGit() ?? FromDisk()).Order(StringComparer.Ordinal)];

    /// <summary>C# files under a folder such as <c>src/</c>.</summary>
    public static IEnumerable<string> Code(string under) =>
        Files.Where(file => file.StartsWith(under, StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>All project files, the adapters' included.</summary>
    public static IEnumerable<string> Projects => Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal));

    public static bool Exists(string path) => File.Exists(Path.Combine(Root, path));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EdgeGateway.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no EdgeGateway.sln above {AppContext.BaseDirectory}; run the tests from a build inside the repository");
    }

    private static IEnumerable<string>? FromGit()
    {
        if (!Path.Exists(Path.Combine(Root, ".git")))
        {
            return null;
        }

        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        });
        var files = git!.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();

        // A file that is deleted but not yet committed is still listed.
        return git.ExitCode == 0 ? files.Distinct().Where(Exists) : null;
    }

    private static IEnumerable<string> FromDisk() => Directory
        .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file).Replace(Path.DirectorySeparatorChar, '/'))
        .Where(file => !file.Split('/').Intersect(NotOurs).Any());
}
