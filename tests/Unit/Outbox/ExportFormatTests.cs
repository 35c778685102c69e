using System.Text;
using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Simulation;

namespace EdgeGateway.Tests.Unit.Outbox;

public class ExportFormatTests
{
    private static readonly Guid Epoch = new("0199d0e8-7c00-7000-8000-00000000beef");

    [Fact]
    public async Task AnExportIsReadBackByteForByte()
    {
        var events = Events(40);
        var check = new ExportCheck();

        var (problem, read) = await ReadAsync(await WriteAsync(events), check);
        Assert.Equal("", problem);
        Assert.True(check.IsWhole);
        Assert.Equal(events.Select(one => Encoding.UTF8.GetString(one.Json.Span)), read);
        Assert.Equal((40, 1), (check.Events, check.Damaged));
        Assert.Equal([(Epoch, new SequenceRange(41, 44)), (Epoch, new SequenceRange(46, 46))], check.Lost);
    }

    [Fact]
    public async Task OneFlippedBitAnywhereIsNoticed()
    {
        var export = await WriteAsync(Events(5));
        var random = new Random(3);
        for (var i = 0; i < 400; i++)
        {
            var changed = export.ToArray();
            var at = random.Next(changed.Length);
            changed[at] ^= (byte)(1 << random.Next(8));
            var check = new ExportCheck();
            var (problem, _) = await ReadAsync(changed, check);

            // The members of the last line that say how much is damaged or lost are for people; what counts is in the lines.
            Assert.True(problem.Length > 0 || !check.IsWhole || at >= LastLine(export), $"byte {at} was changed and nobody noticed");
        }
    }

    [Fact]
    public async Task AnExportCutOffAnywhereIsNotWhole()
    {
        var export = await WriteAsync(Events(5));
        for (var length = 0; length < export.Length; length++)
        {
            var check = new ExportCheck();
            await ReadAsync(export[..length], check);
            Assert.False(check.IsWhole, $"{length} of {export.Length} bytes were taken for all");
        }
    }

    [Fact]
    public async Task ALineLongerThanAnyEventEndsTheReadingWithoutBeingHeld()
    {
        var lines = new LineReader(new MemoryStream(new byte[LineReader.LineBytesMax + 10]));
        Assert.Null(await lines.NextAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("{\"format\":\"edgegateway-events\",\"version\":2}", "newer version")]
    [InlineData("{\"format\":7}", "no export")]
    [InlineData("[]", "no export")]
    [InlineData("", "no export")]
    public void AFileOfSomethingElseIsRefusedAtItsFirstLine(string line, string complaint)
    {
        Assert.Null(new ExportCheck().Read(Encoding.UTF8.GetBytes(line), out var problem));
        Assert.Contains(complaint, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"\\ud800at\":\"edgegateway-events\"}", true)]
    [InlineData("{\"format\":\"\\ud800\"}", true)]
    [InlineData("{\"\\udc00\":7}", false)]
    [InlineData("{\"lost\":\"\\ud800\",\"ranges\":[]}", false)]
    public void HalfASurrogatePairIsAProblemOfItsLine(string line, bool isFirst)
    {
        var check = new ExportCheck();
        if (!isFirst)
        {
            check.Read("{\"format\":\"edgegateway-events\",\"version\":1}"u8, out _);
        }

        Assert.Null(check.Read(Encoding.UTF8.GetBytes(line), out var problem));
        Assert.NotEmpty(problem);
    }

    private static List<WaitingEvent> Events(int count)
    {
        var drafts = new Drafts(new VirtualTime(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero)));
        return [.. Enumerable.Range(1, count).Select(number => new WaitingEvent(
            Epoch, number, EventLane.Visit, EventTypes.VisitorArrived, EventJson.Write(drafts.Visit(), Epoch, number)))];
    }

    private static async Task<byte[]> WriteAsync(IEnumerable<WaitingEvent> events)
    {
        var file = new MemoryStream();
        var writer = new ExportWriter(file);
        foreach (var one in events)
        {
            await writer.AddAsync(one, CancellationToken.None);
        }

        await writer.AddDamagedAsync(45, [1, 2, 3], CancellationToken.None);
        await writer.AddLostAsync(Epoch, [new SequenceRange(41, 44), new SequenceRange(46, 46)], CancellationToken.None);
        await writer.FinishAsync(CancellationToken.None);
        return file.ToArray();
    }

    private static async Task<(string Problem, List<string> Events)> ReadAsync(byte[] export, ExportCheck check)
    {
        var lines = new LineReader(new MemoryStream(export));
        List<string> events = [];
        while (await lines.NextAsync(CancellationToken.None) is { } line)
        {
            var read = check.Read(line.Span, out var problem);
            if (problem.Length > 0)
            {
                return (problem, events);
            }

            if (read is not null)
            {
                events.Add(Encoding.UTF8.GetString(line.Span));
            }
        }

        return ("", events);
    }

    private static int LastLine(ReadOnlySpan<byte> export) => export[..^1].LastIndexOf((byte)'\n') + 1;
}
