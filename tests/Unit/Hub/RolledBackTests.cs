using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;
using EdgeGateway.Hub.Insights;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Tests.Unit.Hub;

/// <summary>What a failed commit leaves in memory must not find its way to the disk, to a gateway or to a page.</summary>
public class RolledBackTests
{
    private static readonly IReadOnlyList<SequenceRange> Hole = [new(3, 4)];

    [Fact]
    public void AQuestionOfBeforeAFailedCommitSettlesNothing()
    {
        using var disk = DiskWithAHole();
        var (gateway, epoch) = (disk.Ledger.Gateways.Single(), disk.Account);
        FailToStore(disk, 3, 4, 6);
        disk.Mend();

        Assert.False(disk.Writer.Ask(gateway, epoch, Hole, HubFixture.Received));
        Assert.Equal(3, disk.Scalar("SELECT sum(last - first + 1) FROM settled"));
        Assert.Equal(0, disk.Scalar("SELECT count(*) FROM asked"));
        Assert.True(disk.Writer.Ask(disk.Ledger.Gateways.Single(), disk.Account, Hole, HubFixture.Received));

        disk.Writer.Write(Events(3, 4, 6));
        Assert.Equal((6, 6), (disk.Account.CompleteTo, disk.Scalar("SELECT count(*) FROM event")));
    }

    [Fact]
    public void AGatewayWhoseFirstMessageWasRolledBackIsNotAsked()
    {
        using var disk = new FailingDisk { IsFull = true };
        var unwritten = new GatewayLedger(1, "berlin-1", "gw-1");
        FailToStore(disk, 1);
        disk.Mend();

        Assert.False(disk.Writer.Ask(unwritten, new EpochLedger(1, HubFixture.Epoch), Hole, HubFixture.Received));
    }

    [Fact]
    public void APageThatWasBegunBeforeAFailedCommitTellsWhatIsOnTheDisk()
    {
        using var disk = DiskWithAHole();
        var found = CompletenessAnalysis.Find(disk.Ledger, CompletenessQuery.Of(HubFixture.Received)).Single();
        FailToStore(disk, 3, 4, 6);

        var account = CompletenessAnalysis.Of(disk.Ledger, found, CompletenessQuery.Of(HubFixture.Received))!;
        Assert.Equal((5, 3), (account.Epochs.Single().Produced, account.Epochs.Single().Stored));
    }

    [Fact]
    public void WhileTheLedgerCannotBeReadBackNothingIsWrittenAskedOrAcknowledged()
    {
        using var disk = DiskWithAHole();
        using var board = Board(disk);
        var (gateway, epoch) = (disk.Ledger.Gateways.Single(), disk.Account);
        disk.IsUnreadable = true;
        Assert.IsType<IOException>(FailToStore(disk, 3));
        disk.IsFull = false;

        Assert.Throws<IOException>(() => disk.Writer.Write(Events(3)));
        Assert.Throws<IOException>(() => disk.Writer.Ask(gateway, epoch, Hole, HubFixture.Received));
        board.PostAll();
        Assert.False(board.TakeAsync(CancellationToken.None).IsCompleted);
        Assert.True(disk.Ledger.IsStale);
        Assert.Throws<IOException>(() => CompletenessAnalysis.Of(disk.Ledger, gateway, CompletenessQuery.Of(HubFixture.Received)));
    }

    [Fact]
    public async Task OnceTheLedgerCanBeReadBackAllIsAsBefore()
    {
        using var disk = DiskWithAHole();
        disk.Writer.Write([EventIntake.Read(Birth("gw-1"), HubFixture.Received), EventIntake.Read(Birth("gw-2"), HubFixture.Received)]);
        using var board = Board(disk);
        disk.IsUnreadable = true;
        FailToStore(disk, 3);
        board.PostAll();
        disk.Mend();
        board.Post(disk.Writer.Write(Events(3, 4)));

        Assert.Equal((5, 5), (disk.Account.CompleteTo, disk.Scalar("SELECT count(*) FROM event")));
        Assert.Equal(0, disk.Scalar("SELECT count(*) FROM quarantine"));
        var due = await board.TakeAsync(CancellationToken.None);
        Assert.Equal([("gw-1", 5L), ("gw-2", 0L)], due.Select(ack => (ack.Gateway, ack.Stored.Sequence)).Order());
    }

    private static FailingDisk DiskWithAHole()
    {
        var disk = new FailingDisk();
        disk.Writer.Write(Events(1, 2, 5));
        return disk;
    }

    private static Exception FailToStore(FailingDisk disk, params ReadOnlySpan<long> numbers)
    {
        disk.IsFull = true;
        var batch = Events(numbers);
        return Assert.ThrowsAny<Exception>(() => disk.Writer.Write(batch));
    }

    private static Incoming[] Events(params ReadOnlySpan<long> numbers) =>
    [
        .. numbers.ToArray().Select(number => EventIntake.Read(HubFixture.Message(new DoorCrossed("front", Direction.In, 0.9), number), HubFixture.Received)),
    ];

    private static EdgeGateway.Mqtt.MqttMessage Birth(string gateway) => HubFixture.Bytes(
        Topics.Link("berlin-1", gateway), $$"""{"online":true,"epoch":"{{HubFixture.Epoch}}","nextSequence":1,"version":"1"}""");

    private static AckBoard Board(FailingDisk disk) =>
        new(disk.Ledger, new BacklogShare(disk.Ledger, new IngestOptions(), TimeProvider.System));
}
