using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>An export that was brought here. It was checked when it came, and is checked again before any of it is sent: it may have lain here for weeks.</summary>
internal sealed class ImportedFile(string path) : IConsignment
{
    private readonly List<(Guid Epoch, SequenceRange Range)> lost = [];

    public string Path => path;

    // Its one checksum is over all of it, so until all of it is read nobody can say which of its events are right.
    public void Verify(CancellationToken stopping)
    {
        foreach (var _ in Events())
        {
            stopping.ThrowIfCancellationRequested();
        }
    }

    public IEnumerable<WaitingEvent> Events()
    {
        var check = new ExportCheck();
        using var file = Open();
        var lines = new LineReader(file);
        while (lines.NextAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } line)
        {
            var read = check.Read(line.Span, out var problem);
            if (problem.Length > 0)
            {
                throw NotWhole(problem);
            }

            if (read is not null)
            {
                yield return new WaitingEvent(read.Epoch, read.Sequence, EventTypes.LaneOf(read.Type), read.Type, line.ToArray());
            }
        }

        if (!check.IsWhole)
        {
            throw NotWhole("its last line is missing");
        }

        lost.Clear();
        lost.AddRange(check.Lost);
    }

    public IReadOnlyList<GatewayDropped> Lost() => LostEvents.Ledger(lost);

    public void Settle() => File.Delete(path);

    private FileStream Open()
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new IOException("this service may not read it; give it to the service's user with `chown`, and `chmod 600` it", denied);
        }
    }

    private static IOException NotWhole(string problem) => new(
        $"it is not as it was when it came ({problem}), so it is kept and not delivered; import the export that it came from once more, then delete this file");
}
