using System.Text;

namespace EdgeGateway.Tests.Lab.Guest;

/// <summary>
/// The guest's end of the line to the host: a virtio serial port. A line is one write, and the host has it when the write returns, so what was
/// said before a power cut is known.
/// </summary>
internal sealed class ControlLine(Stream port)
{
    /// <summary>Swallows everything: for a dry run.</summary>
    public static ControlLine Nowhere => new(Stream.Null);

    public static ControlLine Open() => new(new FileStream("/dev/control", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0));

    public void Say(string line)
    {
        lock (port)
        {
            port.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
    }

    public string Listen()
    {
        var line = new List<byte>();
        for (var next = port.ReadByte(); next != '\n'; next = port.ReadByte())
        {
            line.Add(next >= 0 ? (byte)next : throw new EndOfStreamException("the host closed the control line"));
        }

        return Encoding.UTF8.GetString([.. line]);
    }
}
