using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Unit.Uplink;

public class ConsignmentTests
{
    private static readonly Guid First = new("0199d0e8-7c00-7000-8000-00000000000a");
    private static readonly Guid Second = new("0199d0e8-7c00-7000-8000-00000000000b");
    private static readonly Guid Third = new("0199d0e8-7c00-7000-8000-00000000000c");

    [Fact]
    public async Task FilesAreDeliveredOldestFirstAndDeleted()
    {
        await using var bench = new ConsignmentBench();
        string[] files = [bench.Lay(First, 3), bench.Lay(Second, 2)];
        bench.Start();
        await bench.Eventually(() => !files.Any(File.Exists), "both files are settled");

        Assert.Equal([1, 2, 3], bench.Sent(First));
        Assert.Equal([1, 2], bench.Sent(Second));
    }

    [Fact]
    public async Task AFileThatMayNotBeReadIsSaidAndTheOthersAreDelivered()
    {
        await using var bench = new ConsignmentBench();
        string[] files = [bench.Lay(First, 1), bench.Lay(Second, 1), bench.Lay(Third, 1)];
        bench.Broker.Puback = (_, _) =>
        {
            // Opening a folder as a file is denied to root as well. It comes after the look, which passes folders over.
            if (File.Exists(files[1]))
            {
                File.Delete(files[1]);
                Directory.CreateDirectory(files[1]);
            }

            return ReasonCode.Success;
        };
        bench.Start();
        await bench.Eventually(() => !File.Exists(files[0]) && !File.Exists(files[2]), "the first and the third are settled");

        Assert.Contains(bench.Said, said => said.StartsWith(files[1], StringComparison.Ordinal) && said.Contains("chown", StringComparison.Ordinal));
        Assert.Equal([1], bench.Sent(Third));
    }

    [Fact]
    public async Task ATroubleNobodyForesawIsSaidAndTriedAgain()
    {
        await using var bench = new ConsignmentBench();
        var file = bench.Lay(First, 2);
        var failures = 2;
        bench.Broker.Puback = (_, _) => failures-- > 0 ? throw new InvalidOperationException("the moon is full") : ReasonCode.Success;
        bench.Start();
        await bench.Eventually(() => !File.Exists(file), "the file is settled");

        Assert.Equal(2, bench.Said.Count(said => said.Contains("InvalidOperationException: the moon is full. Next try", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"entrance\"", "\"entranse\"", "does not agree")]
    [InlineData("{\"specversion\"", "{\"specversiom\"", "does not agree")]
    [InlineData("\"sequence\":", "\"sequence\";", "line ")]
    [InlineData("{\"end\":3", "{\"end\"", "is not JSON")]
    public async Task AFileThatRotsWhileItWaitsIsKeptAndNothingOfItIsSent(string right, string wrong, string complaint)
    {
        await using var bench = new ConsignmentBench();
        string[] files = [bench.Lay(First, 3), bench.Lay(Second, 1)];
        var text = await File.ReadAllTextAsync(files[0]);
        await File.WriteAllTextAsync(files[0], Replaced(text, right, wrong));
        bench.Start();
        await bench.Eventually(() => bench.Said.Count(said => said.StartsWith(files[0], StringComparison.Ordinal)) >= 3, "it is said three times");

        Assert.All(bench.Said.Where(said => said.StartsWith(files[0], StringComparison.Ordinal)), said => Assert.Contains(complaint, said, StringComparison.Ordinal));
        Assert.Empty(bench.Sent(First));
        Assert.True(File.Exists(files[0]));
        Assert.False(File.Exists(files[1]));
    }

    [Fact]
    public async Task AFileDeliveredLaterDoesNotHideTheOneThatIsHeld()
    {
        await using var bench = new ConsignmentBench();
        string[] files = [bench.Lay(First, 1), bench.Lay(Second, 1)];
        await File.WriteAllTextAsync(files[0], "{}\n");
        bench.Start();

        // Time stands still: it must be so before the next look.
        await UplinkBench.Eventually(() => bench.Said.Count == 2 && bench.Sentence == bench.Said[0], "the sentence tells of the first");
        Assert.StartsWith(files[1], bench.Said[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatLostItsEndIsDeliveredOnceItIsWholeAgain()
    {
        await using var bench = new ConsignmentBench();
        var file = bench.Lay(First, 3);
        var whole = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, whole[..^1]);
        bench.Start();
        await bench.Eventually(() => bench.Said.Any(said => said.Contains("its last line is missing", StringComparison.Ordinal)), "it is said");
        Assert.Empty(bench.Sent(First));

        await File.WriteAllBytesAsync(file + ".copy", whole);
        File.Move(file + ".copy", file, overwrite: true);
        await bench.Eventually(() => !File.Exists(file), "the file is settled");
        Assert.Equal([1, 2, 3], bench.Sent(First));
    }

    [Fact]
    public async Task AFileThatRotsWhileItIsDeliveredIsKept()
    {
        await using var bench = new ConsignmentBench();
        var file = bench.Lay(First, 1000);
        bench.Broker.Puback = (_, _) =>
        {
            // In place, so the open file has it too; far enough behind what has been read ahead.
            using var writer = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            writer.Position = writer.Length - 1000;
            writer.Write("rotten"u8);
            return ReasonCode.Success;
        };
        bench.Start();
        await bench.Eventually(() => bench.Said.Count >= 2, "it is said twice");

        Assert.True(File.Exists(file));
        Assert.All(bench.Said, said => Assert.Contains("it is not as it was when it came", said, StringComparison.Ordinal));
        Assert.True(bench.Sent(First).Count() < 1000, "what rotted was sent");
        Assert.Equal(bench.Sent(First).Count(), bench.Sent(First).Distinct().Count());
    }

    private static string Replaced(string text, string right, string wrong)
    {
        var at = text.LastIndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{right} is not in the file");
        return text[..at] + wrong + text[(at + right.Length)..];
    }
}
