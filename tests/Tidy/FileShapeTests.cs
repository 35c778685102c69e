using System.Text.RegularExpressions;

namespace EdgeGateway.Tests.Tidy;

/// <summary>A file is one type, named like it, short enough to read, and the type says what it is.</summary>
public partial class FileShapeTests
{
    private const int LinesMax = 300;

    [Fact]
    public void NoFileIsLong() => Rule.Holds(
        from file in Repository.Code("src/").Concat(Repository.Code("tests/"))
        let lines = Repository.Lines(file).Length
        where lines > LinesMax
        select $"{file}: {lines} lines",
        $"A file has more than {LinesMax} lines. Split it by concern: another type, or a partial file Name.Concern.cs.");

    [Fact]
    public void OneTypePerFile() => Rule.Holds(
        from file in Repository.Code("src/")
        let types = TypesIn(file).ToList()
        where types.Count > 1
        select $"{file}: {string.Join(", ", types.Select(type => type.Name))}",
        "A file declares several top-level types. Give each a file of its own, named like it.");

    [Fact]
    public void AFileIsNamedLikeItsType() => Rule.Holds(
        from file in Repository.Code("src/")
        from type in TypesIn(file)
        let name = Path.GetFileName(file).Split('.')[0]
        where name != type.Name
        select $"{file}: {type.Name}",
        "A file is not named like its type. Rename it to Type.cs, or Type.Concern.cs for a part of it.");

    [Fact]
    public void EveryPublicTypeSaysWhatItIs() => Rule.Holds(
        from file in Repository.Code("src/").Where(file => !file.StartsWith("src/Adapters/", StringComparison.Ordinal))
        let lines = Repository.Lines(file)
        from type in TypesIn(file)
        where type.IsPublic && !HasSummary(lines, type.Line) && !IsSaidInAnotherPart(file, type.Name)
        select $"{file}: {type.Name}",
        "A public type has no summary. Put `/// <summary>` and one sentence above it: what it is for, or what it guarantees.");

    [Fact]
    public void NamespacesAreFileScopedAndTheRooms() => Rule.Holds(
        from file in Repository.Code("src/").Where(file => !file.StartsWith("src/Adapters/", StringComparison.Ordinal))
        let scope = Repository.Lines(file).Select(line => NamespaceLine().Match(line)).FirstOrDefault(match => match.Success)
        where scope is not null && !$"{scope.Groups[1].Value}.".StartsWith($"EdgeGateway.{file.Split('/')[1]}.", StringComparison.Ordinal)
        select $"{file}: {scope.Groups[1].Value}",
        "A namespace is not its room's. Write `namespace EdgeGateway.<Room>;` (a sub-folder may add its name).");

    // Attributes may stand between the sentence and the type, over several lines; an empty line ends the search.
    private static bool HasSummary(string[] lines, int typeLine)
    {
        for (var line = typeLine - 1; line >= 0 && lines[line].Length > 0; line--)
        {
            if (lines[line].StartsWith("///", StringComparison.Ordinal)
                && (lines[line].Contains("<summary>", StringComparison.Ordinal) || lines[line].Contains("<inheritdoc", StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    // A partial type says it once, in any of its files in the folder.
    private static bool IsSaidInAnotherPart(string file, string type)
    {
        var folder = file[..file.LastIndexOf('/')];
        return Repository.Code(folder + "/").Any(other => other != file
            && Path.GetFileName(other).Split('.')[0] == type
            && TypesIn(other).Any(part => part.Name == type && HasSummary(Repository.Lines(other), part.Line)));
    }

    // With file-scoped namespaces a top-level type begins in the first column.
    private static IEnumerable<(string Name, bool IsPublic, int Line)> TypesIn(string file) => Repository.Lines(file)
        .Select((line, number) => (Match: TypeLine().Match(line), Number: number))
        .Where(line => line.Match.Success)
        .Select(line => (line.Match.Groups["name"].Value, line.Match.Value.StartsWith("public", StringComparison.Ordinal), line.Number));

    [GeneratedRegex(@"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe) )*(?:(?:class|struct|interface|enum|record(?: class| struct)?) (?<name>\w+)|delegate [\w<>?\[\], ]+ (?<name>\w+)\()")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^namespace ([\w.]+)")]
    private static partial Regex NamespaceLine();
}
