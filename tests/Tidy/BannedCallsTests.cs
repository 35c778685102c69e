using System.Text.RegularExpressions;

namespace EdgeGateway.Tests.Tidy;

/// <summary>What the compiler's banned symbols cannot see, because it needs a reason, or a place.</summary>
public partial class BannedCallsTests
{
    [Fact]
    public void ASleepInATestHasItsReason() => Rule.Holds(
        LinesOf("tests/", line => Sleep().IsMatch(line) && !HasReason(line)),
        "A test sleeps. Wait for the event itself (a channel, a TaskCompletionSource, a simulated clock); if there is none, say why on the line: `// …`.");

    [Fact]
    public void NativeCallsAreInLibcAlone() => Rule.Holds(
        LinesOf("src/", line => NativeCall().IsMatch(line)).Where(place => !place.StartsWith("src/Devices/Linux/Libc", StringComparison.Ordinal)),
        "A native call is declared outside src/Devices/Linux/Libc*.cs. Put it there, with its return value checked on the next line.");

    [Fact]
    public void NoCatchIsEmpty() => Rule.Holds(
        from file in Repository.Code("src/").Concat(Repository.Code("tests/"))
        from Match empty in EmptyCatch().Matches(Repository.Read(file))
        select $"{file}: {empty.Value.ReplaceLineEndings(" ")}",
        "A catch block is empty. Report it, count it, or say in a comment inside it why nothing needs doing.");

    [Fact]
    public void ASilencedWarningHasItsReason() => Rule.Holds(
        LinesOf("src/", Silences).Concat(LinesOf("tests/", Silences)),
        "A warning is silenced without a reason. Mend what it warns of, or put the reason on the same line: `#pragma warning disable X // …`, or Justification.");

    [Fact]
    public void ASilencedRuleHasItsReason() => Rule.Holds(
        from file in Repository.Files.Where(file => Path.GetFileName(file) == ".editorconfig")
        let lines = Repository.Lines(file)
        from number in Enumerable.Range(0, lines.Length)
        where lines[number].Contains("severity = none", StringComparison.Ordinal) && !IsExplained(lines, number)
        select $"{file}:{number + 1}: {lines[number]}",
        "A rule is switched off in .editorconfig without a reason. Put the reason in a comment on the line above.");

    [Fact]
    public void NoWarnHasItsReason() => Rule.Holds(
        from file in Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) || file.EndsWith(".props", StringComparison.Ordinal))
        let lines = Repository.Lines(file)
        from number in Enumerable.Range(0, lines.Length)
        where lines[number].Contains("<NoWarn>", StringComparison.Ordinal)
            && !lines[number].Contains("<!--", StringComparison.Ordinal)
            && (number == 0 || !lines[number - 1].Contains("-->", StringComparison.Ordinal))
        select $"{file}:{number + 1}",
        "NoWarn without a reason. Put an XML comment with the reason on the line or directly above it.");

    private static IEnumerable<string> LinesOf(string folder, Func<string, bool> breaks) =>
        from file in Repository.Code(folder)
        where !file.StartsWith("tests/Tidy/", StringComparison.Ordinal) // the rules name what they ban
        let lines = Repository.Lines(file)
        from number in Enumerable.Range(0, lines.Length)
        where breaks(lines[number])
        select $"{file}:{number + 1}: {lines[number].Trim()}";

    private static bool Silences(string line) =>
        (line.Contains("#pragma warning disable", StringComparison.Ordinal) && !HasReason(line))
        || (line.Contains("SuppressMessage(", StringComparison.Ordinal) && !line.Contains("Justification", StringComparison.Ordinal));

    // One comment may explain the rules below it, up to an empty line.
    private static bool IsExplained(string[] lines, int number) =>
        lines.Take(number).Reverse().TakeWhile(line => line.Length > 0).Any(line => line.StartsWith('#'));

    private static bool HasReason(string line) => line.IndexOf("//", StringComparison.Ordinal) is var at and >= 0 && line[(at + 2)..].Trim().Length >= 8;

    [GeneratedRegex(@"\b(Thread\.Sleep|Task\.Delay)\(")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\[(DllImport|LibraryImport)\b")]
    private static partial Regex NativeCall();

    [GeneratedRegex(@"catch(\s*\([^)]*\))?(\s*when\s*\([^{]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();
}
