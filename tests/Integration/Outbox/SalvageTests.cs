using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Integration.Outbox;

/// <summary>Reading files that SQLite would not open, without changing them.</summary>
public sealed class SalvageTests : IDisposable
{
    private const int Page = 4096;

    private readonly TemporaryFolder folder = new();

    private string FilePath => folder.Of("outbox.db");

    private string Wal => FilePath + "-wal";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ASoundFileGivesWhatWaitsAndNothingThatWasDelivered()
    {
        await FillAsync(300, removeThrough: 100);

        var (numbers, damaged, lost) = Read();
        Assert.Equal([new SequenceRange(101, 300)], numbers.Ranges);
        Assert.Equal((false, 0), (damaged, lost.Count));
    }

    [Fact]
    public async Task TheLogBesideAFileThatWasNeverCheckpointedIsHonouredAndNothingIsChanged()
    {
        await FillAndKillAsync(300);
        Assert.True(new FileInfo(Wal).Length > 100_000, "the events should be in the log alone");
        var before = (await File.ReadAllBytesAsync(FilePath), await File.ReadAllBytesAsync(Wal));

        var (numbers, damaged, _) = Read();
        Assert.Equal([new SequenceRange(1, 300)], numbers.Ranges);
        Assert.False(damaged);
        Assert.Equal(before.Item1, await File.ReadAllBytesAsync(FilePath));
        Assert.Equal(before.Item2, await File.ReadAllBytesAsync(Wal));
        Assert.Equal(["outbox.db", "outbox.db-wal"], folder.Files("*"));
    }

    [Fact]
    public async Task WithoutItsFirstPageEveryEventIsStillFound()
    {
        await FillAsync(300);
        OutboxFiles.Overwrite(FilePath, 0, Page);

        var (numbers, damaged, lost) = Read();
        Assert.Equal([new SequenceRange(1, 300)], numbers.Ranges);
        Assert.Equal((true, 0), (damaged, lost.Count));
    }

    [Fact]
    public async Task WhatIsGoneIsToldByNumber()
    {
        await FillAsync(300);
        var bytes = await File.ReadAllBytesAsync(FilePath);
        var at = bytes.AsSpan().LastIndexOf("entrance"u8);
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(FilePath, bytes);

        using var salvage = OutboxSalvage.Open(FilePath);
        var events = salvage.Events().ToList();
        var lost = Assert.Single(salvage.Account().Lost.Ranges);
        Assert.Equal((299, 1), (events.Count, lost.Count));
        Assert.Equal(lost.First, Assert.Single(salvage.Damaged).Key);
        Assert.Contains("\"specversion\"", System.Text.Encoding.UTF8.GetString(salvage.Damaged[lost.First]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHalfWrittenFileNeverGivesAWrongEventAndTheOutboxAlwaysStarts()
    {
        await FillAsync(400);
        var whole = await File.ReadAllBytesAsync(FilePath);
        var most = 0L;
        for (var length = 0; length <= whole.Length; length += Page)
        {
            await File.WriteAllBytesAsync(FilePath, whole[..length]);
            var (numbers, _, lost) = Read();
            Assert.True(numbers.Count >= most, $"{length} bytes gave {numbers.Count} events, fewer bytes gave {most}");
            most = numbers.Count;
            Assert.Equal(0, numbers.Ranges.Sum(range => lost.Ranges.Count(gap => gap.First <= range.Last && gap.Last >= range.First)));
            await StartsAsync($"{length} bytes");
        }

        Assert.Equal(400, most);
    }

    [Fact]
    public async Task AHalfWrittenLogCostsOnlyWhatCameAfter()
    {
        await FillAndKillAsync(200);
        var (file, log) = (await File.ReadAllBytesAsync(FilePath), await File.ReadAllBytesAsync(Wal));
        var random = new Random(5);
        var most = 0L;
        for (var length = 32; length <= log.Length; length += (Page + 24) * random.Next(1, 8))
        {
            Clear();
            await File.WriteAllBytesAsync(FilePath, file);
            await File.WriteAllBytesAsync(Wal, log[..length]);
            var count = Read().Numbers.Count;
            Assert.True(count >= most, $"{length} bytes of log gave {count} events, fewer bytes gave {most}");
            most = count;
        }

        Assert.True(most > 150, $"only {most} of 200");
    }

    [Fact]
    public async Task ADamagedFrameInTheLogDoesNotCostWhatFollowsIt()
    {
        await FillAndKillAsync(300);
        OutboxFiles.Overwrite(Wal, 32 + ((Page + 24) * 20L) + 1000, 500);

        var (numbers, damaged, _) = Read();
        Assert.True(damaged);
        Assert.True(numbers.Count > 250, $"only {numbers.Count} of 300");
    }

    [Fact]
    public async Task RandomBytesAreReadWithoutAnAnswerAndWithoutAFault()
    {
        var random = new Random(11);
        for (var i = 0; i < 50; i++)
        {
            var noise = new byte[random.Next(0, 40 * Page)];
            random.NextBytes(noise);
            for (var page = 0; page < noise.Length; page += Page)
            {
                noise[page] = (byte)(random.Next(2) == 0 ? 0x0d : 0x05);
            }

            await File.WriteAllBytesAsync(FilePath, noise);
            await File.WriteAllBytesAsync(Wal, noise);
            Assert.Equal(0, Read().Numbers.Count);
        }
    }

    private (SequenceSet Numbers, bool IsDamaged, SequenceSet Lost) Read()
    {
        using var salvage = OutboxSalvage.Open(FilePath);
        var numbers = new SequenceSet();
        foreach (var one in salvage.Events())
        {
            Assert.True(EventJson.TryRead(one.Json.Span, out var read, out var problem), problem);
            Assert.Equal((read.Epoch, read.Sequence, read.Type), (one.Epoch, one.Sequence, one.Type));
            Assert.False(numbers.Contains(one.Sequence));
            numbers.Add(one.Sequence);
        }

        return (numbers, salvage.IsDamaged, salvage.Account().Lost);
    }

    private async Task StartsAsync(string what)
    {
        await using (var outbox = OutboxFiles.Open(FilePath).Outbox)
        {
            Assert.True(await outbox.AppendAsync(OutboxFiles.Arrival(), CancellationToken.None) > 0, what);
        }

        Clear();
    }

    private void Clear()
    {
        foreach (var name in folder.Files("*"))
        {
            File.Delete(folder.Of(name));
        }
    }

    private async Task FillAsync(int count, long removeThrough = 0)
    {
        await using var outbox = OutboxFiles.Open(FilePath).Outbox;
        await AppendAsync(outbox, count);
        outbox.RemoveThrough(outbox.Epoch, removeThrough);
    }

    // As a kill leaves it: the copy is made while the outbox is open, so nothing has been folded into the file.
    private async Task FillAndKillAsync(int count)
    {
        using var alive = new TemporaryFolder();
        await using var outbox = OutboxFiles.Open(alive.Of("outbox.db")).Outbox;
        await AppendAsync(outbox, count);
        File.Copy(alive.Of("outbox.db"), FilePath);
        File.Copy(alive.Of("outbox.db-wal"), Wal);
    }

    private static async Task AppendAsync(IOutbox outbox, int count)
    {
        for (var i = 0; i < count; i += 10)
        {
            await outbox.AppendAsync([.. Enumerable.Range(0, 10).Select(n => n % 3 == 0 ? OutboxFiles.Crossing() : OutboxFiles.Arrival())], CancellationToken.None);
        }
    }
}
