using EdgeGateway.Outbox;
using EdgeGateway.Tests.Integration.Cli;

namespace EdgeGateway.Tests.Integration.Outbox;

/// <summary>Exports of files that are shorter than they were, or never were an outbox.</summary>
public sealed class CutOffFileTests : IDisposable
{
    private const int Page = 4096;

    private readonly TemporaryFolder folder = new();

    private string FilePath => folder.Of("outbox.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task EveryLengthButTheWholeOneIsSaidToBeCutOffAndWhatCanBeReadIsWhole()
    {
        await FillAsync(15);
        var whole = await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken);
        Assert.Equal(15, (await ExportAsync()).Events);
        for (var length = Page; length < whole.Length; length += Page / 2)
        {
            await File.WriteAllBytesAsync(FilePath, whole[..length], TestContext.Current.CancellationToken);
            using var export = new MemoryStream();
            await Assert.ThrowsAsync<CutOffException>(() => OutboxExport.OfFileAsync(FilePath, new ExportFilter(), export, CancellationToken.None));
            Assert.Contains("\"crc32c\"", System.Text.Encoding.UTF8.GetString(export.ToArray()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AnOutboxInWhichNothingWaitsIsWellAndOneWhoseEndIsInTheLogIsNotCutOff()
    {
        await FillAsync(0);
        Assert.Equal(new ExportSummary(0, 0, 0), await ExportAsync());

        using var alive = new TemporaryFolder();
        await using var outbox = OutboxFiles.Open(alive.Of("outbox.db")).Outbox;
        await outbox.AppendAsync([.. Enumerable.Range(0, 300).Select(_ => OutboxFiles.Arrival())], CancellationToken.None);
        File.Copy(alive.Of("outbox.db"), FilePath, overwrite: true);
        File.Copy(alive.Of("outbox.db-wal"), FilePath + "-wal", overwrite: true);
        Assert.Equal(300, (await ExportAsync()).Events);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"format\":\"edgegateway-events\"}")]
    public async Task WhatIsNoOutboxIsRefusedAndNothingIsWritten(string content)
    {
        await File.WriteAllTextAsync(FilePath, content, TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(folder.Of("endless"), "/dev/zero");
        foreach (var path in new[] { FilePath, "/dev/null", "/dev/zero", folder.Of("endless"), folder.Of(".") })
        {
            using var export = new MemoryStream();
            var refused = await Assert.ThrowsAsync<IOException>(() => OutboxExport.OfFileAsync(path, new ExportFilter(), export, CancellationToken.None));
            Assert.Contains(path == folder.Of(".") ? "is a directory" : "is no outbox of EdgeGateway", refused.Message, StringComparison.Ordinal);
            Assert.Equal(0, export.Length);
        }
    }

    [Fact]
    public async Task TheCommandKeepsWhatItCouldReadOfACutOffFileAndEndsWithOne()
    {
        await FillAsync(15);
        var whole = await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(FilePath, whole[..(3 * Page)], TestContext.Current.CancellationToken);
        var (exitCode, said, error) = await EdgeCtlProcess.RunAsync("", "outbox", "export", folder.Of("some.jsonl"), "--database", FilePath);
        Assert.Equal((1, true, true), (exitCode, said.Contains("events exported", StringComparison.Ordinal), error.Contains("is cut off", StringComparison.Ordinal)));
        Assert.True(File.Exists(folder.Of("some.jsonl")));

        await File.WriteAllTextAsync(FilePath, "{}", TestContext.Current.CancellationToken);
        (exitCode, _, error) = await EdgeCtlProcess.RunAsync("", "outbox", "export", folder.Of("none.jsonl"), "--database", FilePath);
        Assert.Equal((3, true), (exitCode, error.Contains("is no outbox of EdgeGateway", StringComparison.Ordinal)));
        Assert.Equal(["some.jsonl"], folder.Files("*.jsonl*"));
    }

    private async Task<ExportSummary> ExportAsync()
    {
        using var export = new MemoryStream();
        return await OutboxExport.OfFileAsync(FilePath, new ExportFilter(), export, CancellationToken.None);
    }

    private async Task FillAsync(int count)
    {
        await using var outbox = OutboxFiles.Open(FilePath).Outbox;
        for (var i = 0; i < count; i++)
        {
            await outbox.AppendAsync([i % 2 == 0 ? OutboxFiles.Crossing() : OutboxFiles.Arrival()], CancellationToken.None);
        }
    }
}
