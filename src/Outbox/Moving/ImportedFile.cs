using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>An export that was brought here; it was checked when it came.</summary>
internal sealed class ImportedFile(string path) : IConsignment
{
    private readonly List<(Guid Epoch, SequenceRange Range)> lost = [];

    public string Path => path;

    public IEnumerable<WaitingEvent> Events()
    {
        var check = new ExportCheck();
        using var file = File.OpenRead(path);
        var lines = new LineReader(file);
        while (lines.NextAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } line)
        {
            if (check.Read(line.Span, out _) is { } read)
            {
                yield return new WaitingEvent(read.Epoch, read.Sequence, EventTypes.LaneOf(read.Type), read.Type, line.ToArray());
            }
        }

        lost.Clear();
        lost.AddRange(check.Lost);
    }

    public IReadOnlyList<GatewayDropped> Lost() => LostEvents.Ledger(lost);

    public void Settle() => File.Delete(path);
}
