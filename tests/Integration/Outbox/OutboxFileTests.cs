using EdgeGateway.Events;
using EdgeGateway.Outbox;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Tests.Integration.Outbox;

/// <summary>The outbox on a real disk: restarts, bad files, a second process.</summary>
public sealed class OutboxFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string FilePath => folder.Of("outbox.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task NumbersGoOnAfterARestartAlsoWhenNothingWaits()
    {
        Guid epoch;
        await using (var outbox = OutboxFiles.Open(FilePath).Outbox)
        {
            epoch = outbox.Epoch;
            Assert.Equal(1, await outbox.AppendAsync(OutboxFiles.Arrival(), CancellationToken.None));
            Assert.Equal(3, await outbox.AppendAsync([OutboxFiles.Crossing(), OutboxFiles.Arrival()], CancellationToken.None));
            outbox.RemoveThrough(epoch, 3);
        }

        var opening = OutboxFiles.Open(FilePath);
        await using var again = opening.Outbox;
        Assert.Equal((0, "", epoch, 4), (opening.Waiting, opening.Note, again.Epoch, again.NextSequence));
        Assert.Equal(4, await again.AppendAsync(OutboxFiles.Arrival(), CancellationToken.None));
    }

    [Fact]
    public async Task ASecondProcessIsRefusedWithASentence()
    {
        await using var outbox = OutboxFiles.Open(FilePath).Outbox;

        var refused = Assert.Throws<IOException>(() => OutboxFiles.Open(FilePath));
        Assert.Contains("in use by another process", refused.Message);
    }

    [Theory]
    [InlineData(0, 4096)]
    [InlineData(0, 100)]
    [InlineData(16, 4)]
    public async Task ADamagedFileIsPutAsideAndANewEpochBegins(int at, int length)
    {
        var epoch = await FillAsync(200);
        await using (var file = File.OpenWrite(FilePath))
        {
            file.Position = at;
            file.Write(Enumerable.Repeat((byte)0xA5, length).ToArray());
        }

        var opening = OutboxFiles.Open(FilePath);
        await using var outbox = opening.Outbox;
        Assert.NotEqual(epoch, outbox.Epoch);
        Assert.Contains("damaged", opening.Note);
        Assert.Single(folder.Files("outbox.*.damaged.db"));
        Assert.Equal(1, await outbox.AppendAsync(OutboxFiles.Arrival(), CancellationToken.None));
    }

    [Fact]
    public async Task AFileThatIsNoDatabaseIsPutAside()
    {
        await File.WriteAllTextAsync(FilePath, "a shopping list, long enough to be taken for something");

        var opening = OutboxFiles.Open(FilePath);
        await using var outbox = opening.Outbox;
        Assert.NotEmpty(opening.Note);
        Assert.Equal(1, await outbox.AppendAsync(OutboxFiles.Arrival(), CancellationToken.None));
    }

    [Theory]
    [InlineData("PRAGMA user_version = 99", "newer")]
    [InlineData("PRAGMA application_id = 7", "another program")]
    public async Task AFileOfANewerVersionOrAnotherProgramIsKeptAsItIs(string change, string note)
    {
        var epoch = await FillAsync(10);
        using (var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts stand above
            command.CommandText = change;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        var opening = OutboxFiles.Open(FilePath);
        await using var outbox = opening.Outbox;
        Assert.Contains(note, opening.Note);
        Assert.Equal(epoch, opening.PreviousEpoch);
        Assert.Single(folder.Files("outbox.*.foreign.db"));
    }

    [Fact]
    public async Task DamageInsideAnEventCostsThatEventAndIsInTheLedger()
    {
        await FillAsync(1);
        var bytes = await File.ReadAllBytesAsync(FilePath);
        var at = bytes.AsSpan().IndexOf("entrance"u8);
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(FilePath, bytes);

        await using var outbox = OutboxFiles.Open(FilePath).Outbox;
        await outbox.AppendAsync(OutboxFiles.Arrival(), CancellationToken.None);
        var events = new List<WaitingEvent>();
        outbox.Peek(EventLane.Visit, 0, 10, events);
        Assert.Equal([2], events.Select(waiting => waiting.Sequence));

        // The writer puts it aside with its next transaction.
        await outbox.AppendAsync(OutboxFiles.Crossing(), CancellationToken.None);
        while (outbox.Status.DroppedEvents == 0)
        {
            await Task.Yield();
        }

        Assert.Equal(1, outbox.Status.Dropped[DropReasons.Unreadable]);
    }

    [Fact]
    public async Task WithoutAFolderToWriteInEventsAreHeldInMemoryAndItSaysSo()
    {
        var opening = OutboxFiles.Open("/dev/null/outbox.db");
        await using var outbox = opening.Outbox;

        Assert.Equal(1, await outbox.AppendAsync(OutboxFiles.Arrival(), CancellationToken.None));
        Assert.Contains("do not survive a power cut", outbox.Status.Problem);
        Assert.Contains("/dev/null", opening.Note);
    }

    [Fact]
    public async Task OnlyTheNewestFilesThatWereGivenUpAreKept()
    {
        for (var i = 0; i < 8; i++)
        {
            await File.WriteAllTextAsync(FilePath, "a shopping list, long enough to be taken for something");
            await using var outbox = OutboxFiles.Open(FilePath).Outbox;
            await Task.Delay(2); // the file's name holds milliseconds
            Assert.Equal(i + 1, folder.Files("outbox.*.db").Length);
        }

        // None is forgotten before somebody has looked what can be read of it.
        var consignments = new ConsignmentFolder(new OutboxOptions { Path = FilePath }, TimeProvider.System);
        foreach (var given in consignments.Waiting())
        {
            Assert.Empty(given.Events());
            consignments.Settle(given);
        }

        await File.WriteAllTextAsync(FilePath, "a shopping list, long enough to be taken for something");
        await using (var outbox = OutboxFiles.Open(FilePath).Outbox)
        {
            Assert.Equal(1, outbox.NextSequence);
        }

        Assert.Equal(new OutboxOptions().QuarantinedFilesMax, folder.Files("outbox.*.db").Length);
    }

    private async Task<Guid> FillAsync(int count)
    {
        await using var outbox = OutboxFiles.Open(FilePath).Outbox;
        for (var i = 0; i < count; i++)
        {
            await outbox.AppendAsync(OutboxFiles.Arrival(), CancellationToken.None);
        }

        return outbox.Epoch;
    }
}
