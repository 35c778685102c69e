using System.Buffers;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

/// <summary>What was recorded, written into a file and read again, and what is counted of it.</summary>
internal static class Recordings
{
    public static List<DoorSignal> Taken(SignalRecording recording)
    {
        var taken = new List<DoorSignal>();
        while (recording.Reader.TryRead(out var next))
        {
            taken.Add(next.Signal);
        }

        return Read([.. taken]);
    }

    public static List<DoorSignal> Read(DoorSignal[] signals)
    {
        var text = new ArrayBufferWriter<byte>();
        DoorSignalWriter.WriteNote(text, "a note\nof two lines");
        foreach (var signal in signals)
        {
            DoorSignalWriter.Write(text, signal);
        }

        var (lines, read) = (new RecordingLines(new MemoryStream(text.WrittenSpan.ToArray())), new List<DoorSignal>());
        while (lines.TryNext(out var line, out _))
        {
            if (line[0] == '#')
                continue;
            Assert.True(new DoorSignalReader().TryRead(line, out var signal, out var problem), problem);
            read.Add(signal);
        }

        return read;
    }

    public static List<DoorFinding> Replay(List<DoorSignal> signals)
    {
        var (replay, found) = (new DoorReplay(new ReplayOptions()), new List<DoorFinding>());
        foreach (var signal in signals)
        {
            found.AddRange(replay.Observe(signal, out var problem));
            Assert.Empty(problem);
        }

        return [.. found, .. replay.End()];
    }
}
