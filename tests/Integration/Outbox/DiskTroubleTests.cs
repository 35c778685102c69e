using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Integration.Outbox;

/// <summary>Real file systems that fill up, break, go away and come back, under an outbox in use.</summary>
public sealed class DiskTroubleTests
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task AFullDiskHoldsEventsInMemoryAndLosesNoneOnceThereIsRoom()
    {
        using var disk = TestMount.Tmpfs(3);
        await using var outbox = Open(disk.Of("outbox.db"));
        await outbox.AppendAsync(OutboxFiles.Arrival(), CancellationToken.None);
        disk.Fill();

        var appended = 1 + await AppendUntilHeldAsync(outbox);
        Assert.Contains("the disk is full", outbox.Status.Problem, StringComparison.Ordinal);
        for (var i = 0; i < 200; i++, appended++)
        {
            Assert.Equal(0, await outbox.AppendAsync(OutboxFiles.Arrival(), CancellationToken.None));
        }

        disk.Free();
        await UntilAsync(() => outbox.Status is { Held: 0, Problem: "" });
        Assert.Equal([new SequenceRange(1, appended)], OutboxFiles.Numbers(outbox).Ranges);
        Assert.Equal(appended + 1, await outbox.AppendAsync(OutboxFiles.Arrival(), CancellationToken.None));
    }

    [Fact]
    public async Task ACardThatTurnsReadOnlyAndIsMountedAnewKeepsEveryEvent()
    {
        using var disk = TestMount.Ext4(16);
        await using var outbox = Open(disk.Of("outbox.db"));
        await AppendAsync(outbox, 50);
        disk.Break();

        var appended = 50 + await AppendUntilHeldAsync(outbox);
        Assert.NotEmpty(outbox.Status.Problem);
        disk.MountImage(); // over the old one: there is no moment in which the folder is empty

        await UntilAsync(() => outbox.Status is { Held: 0, Problem: "" });
        Assert.Contains("gone or changed", outbox.Status.Note, StringComparison.Ordinal);
        AssertEvery(outbox, disk.Of("outbox.db"), appended);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AFileSystemOrAFileThatVanishesTakesNothingWithIt(bool isDeleted)
    {
        using var disk = TestMount.Tmpfs(8);
        await using var outbox = Open(disk.Of("outbox.db"));
        var epoch = outbox.Epoch;
        await AppendAsync(outbox, 100);
        if (isDeleted)
        {
            Directory.GetFiles(disk.Path).ToList().ForEach(File.Delete);
        }
        else
        {
            disk.Detach();
        }

        await UntilAsync(() => outbox.Epoch != epoch);
        await AppendAsync(outbox, 10);
        Assert.Equal("", outbox.Status.Problem);
        Assert.True(File.Exists(disk.Of("outbox.db")));
        AssertEvery(outbox, disk.Of("outbox.db"), 100, epoch);
        Assert.Equal([new SequenceRange(1, 10)], OutboxFiles.Numbers(outbox).Ranges);
    }

    [Theory]
    [InlineData("no folder")]
    [InlineData("a folder in its place")]
    public async Task WhatBeganInMemoryMovesToTheDiskWithItsEventsAsSoonAsItCan(string trouble)
    {
        using var folder = new TemporaryFolder();
        var (stone, path) = trouble == "no folder" ? (folder.Of("lib"), folder.Of("lib/outbox.db")) : (folder.Of("outbox.db"), folder.Of("outbox.db"));
        Stone(trouble, stone);
        await using var outbox = Open(path);
        var epoch = outbox.Epoch;
        await AppendAsync(outbox, 30);
        Assert.Contains("do not survive a power cut", outbox.Status.Problem, StringComparison.Ordinal);

        Unstone(stone);
        await UntilAsync(() => outbox.Epoch != epoch);
        Assert.Equal("", outbox.Status.Problem);
        Assert.Contains("can be written now", outbox.Status.Note, StringComparison.Ordinal);
        Assert.Equal(1, await outbox.AppendAsync(OutboxFiles.Arrival(), CancellationToken.None));
        AssertEvery(outbox, path, 30, epoch);
    }

    private static void Stone(string trouble, string path)
    {
        if (trouble == "no folder")
        {
            File.WriteAllText(path, "in the way");
        }
        else
        {
            Directory.CreateDirectory(path);
        }
    }

    private static void Unstone(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path);
        }
        else
        {
            File.Delete(path);
        }
    }

    private static IOutbox Open(string path) =>
        OutboxLog.Open(new OutboxOptions { Path = path, RetryEvery = Retry }, TimeProvider.System, OutboxFiles.Draft).Outbox;

    private static async Task AppendAsync(IOutbox outbox, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(await outbox.AppendAsync(OutboxFiles.Arrival(), CancellationToken.None) > 0);
        }
    }

    // The log has room of its own for a while.
    private static async Task<int> AppendUntilHeldAsync(IOutbox outbox)
    {
        for (var count = 1; count < 20_000; count++)
        {
            if (await outbox.AppendAsync(OutboxFiles.Arrival(), CancellationToken.None) == 0)
            {
                return count;
            }
        }

        Assert.Fail("the disk went on taking events");
        return 0;
    }

    // In the outbox or in a file on its way: every number of the epoch once at least.
    private static void AssertEvery(IOutbox outbox, string path, long last, Guid? epoch = null)
    {
        var wanted = epoch ?? outbox.Epoch;
        var numbers = wanted == outbox.Epoch ? OutboxFiles.Numbers(outbox) : new SequenceSet();
        foreach (var one in new ConsignmentFolder(new OutboxOptions { Path = path }, TimeProvider.System).Waiting().SelectMany(file => file.Events()))
        {
            Assert.Equal(wanted, one.Epoch);
            numbers.Add(one.Sequence);
        }

        Assert.Equal([new SequenceRange(1, last)], numbers.Ranges);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            Assert.True(tries < 1000, "it did not happen within twenty seconds");
            await Task.Delay(20); // a real disk, tried again in real time
        }
    }
}
