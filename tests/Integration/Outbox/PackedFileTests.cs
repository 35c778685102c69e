using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Integration.Outbox;

/// <summary>A file whose small blocks were packed is a file like any other: to an opening, to the reader without SQLite, and when it is damaged.</summary>
public sealed class PackedFileTests : IDisposable
{
    private const int Commits = 600;

    private readonly TemporaryFolder folder = new();

    private string FilePath => folder.Of("outbox.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task TheNextOpeningAndTheReaderWithoutSqliteFindEveryEvent()
    {
        var last = await FillAsync();

        using (var salvage = OutboxSalvage.Open(FilePath))
        {
            Assert.Equal(Enumerable.Range(1, (int)last), salvage.Events().Select(one => (int)one.Sequence).Order());
            Assert.Empty(salvage.Account().Lost.Ranges);
        }

        var opening = OutboxFiles.Open(FilePath);
        await using var outbox = opening.Outbox;
        Assert.Empty(opening.Note);
        Assert.Equal([new SequenceRange(1, last)], OutboxFiles.Numbers(outbox).Ranges);
        Assert.Equal((last, last + 1), (outbox.Status.Waiting, outbox.NextSequence));
    }

    [Fact]
    public async Task OneFlippedByteCostsOneEvent()
    {
        var last = await FillAsync();
        var bytes = await File.ReadAllBytesAsync(FilePath);
        await using (var opening = OutboxFiles.Open(FilePath).Outbox)
        {
            // Wherever it stands: in its block, and perhaps in a page that a small one has left.
            var events = new List<WaitingEvent>();
            opening.Peek(EventLane.Visit, 0, 1, events);
            var begin = events[0].Json[..100].ToArray();
            for (var at = bytes.AsSpan().IndexOf(begin); at >= 0; at = bytes.AsSpan().IndexOf(begin))
            {
                bytes[at + 90] ^= 1;
            }
        }

        await File.WriteAllBytesAsync(FilePath, bytes);
        await using var outbox = OutboxFiles.Open(FilePath).Outbox;
        var numbers = OutboxFiles.Numbers(outbox);
        // What was found damaged gets its line in the ledger, which is an event of its own.
        numbers.Remove(last + 1, long.MaxValue);
        Assert.Equal([new SequenceRange(2, last)], numbers.Ranges);
    }

    private async Task<long> FillAsync()
    {
        var options = new OutboxOptions { Path = FilePath, SizeBytesMax = 1024 * 1024, PackFromBytes = 0 };
        await using var outbox = OutboxLog.Open(options, TimeProvider.System, OutboxFiles.Draft).Outbox;
        for (var commit = 0; commit < Commits; commit++)
        {
            await outbox.AppendAsync([.. Enumerable.Range(0, 1 + (commit % 3)).Select(one => one == 1 ? OutboxFiles.Crossing() : OutboxFiles.Arrival())], CancellationToken.None);
        }

        Assert.Equal(0, outbox.Status.DroppedEvents);
        return outbox.NextSequence - 1;
    }
}
