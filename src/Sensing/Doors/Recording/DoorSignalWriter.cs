using System.Buffers;
using System.Globalization;
using System.Text;

namespace EdgeGateway.Sensing.Doors;

/// <summary>Writes one signal as a line of a door recording: what <see cref="DoorSignalReader"/> reads.</summary>
public static class DoorSignalWriter
{
    // An AMG8833 shows quarters of a degree and an MLX90640 noise of a tenth: hundredths lose nothing.
    private const string CelsiusFormat = "0.##";

    /// <summary>Appends the line with its end.</summary>
    public static void Write(IBufferWriter<byte> to, in DoorSignal signal)
    {
        var line = new StringBuilder(signal.Celsius.IsEmpty ? 64 : 32 + (8 * signal.Celsius.Length));
        line.Append(CultureInfo.InvariantCulture, $"{{\"t\":{signal.At.TotalSeconds:0.######}");
        switch (signal.Kind)
        {
            case SignalKind.Beam:
                line.Append(CultureInfo.InvariantCulture, $",\"line\":\"{(signal.Line == BeamLine.Outer ? "outer" : "inner")}\",\"level\":{(signal.IsBroken ? 1 : 0)}");
                break;
            case SignalKind.SingleBeam:
                line.Append(CultureInfo.InvariantCulture, $",\"line\":\"single\",\"level\":{(signal.IsBroken ? 1 : 0)}");
                break;
            case SignalKind.Distance:
                line.Append(CultureInfo.InvariantCulture, $",\"roi\":{signal.Distance.Roi},\"mm\":{signal.Distance.Millimetres},\"status\":{signal.Distance.Status}");
                break;
            case SignalKind.Ultrasonic:
                line.Append(CultureInfo.InvariantCulture, $",\"echo\":{signal.Millimetres}");
                break;
            default:
                AppendFrame(line, signal);
                break;
        }

        Encoding.UTF8.GetBytes(line.Append("}\n").ToString(), to);
    }

    /// <summary>A line that a reader passes over.</summary>
    public static void WriteNote(IBufferWriter<byte> to, string note) => Encoding.UTF8.GetBytes($"# {note.ReplaceLineEndings(" ")}\n", to);

    private static void AppendFrame(StringBuilder line, in DoorSignal frame)
    {
        var celsius = frame.Celsius.Span;
        if (frame.Columns != DoorSignalReader.ColumnsOf(celsius.Length))
            line.Append(CultureInfo.InvariantCulture, $",\"columns\":{frame.Columns}");
        line.Append(",\"pixels\":[");
        for (var i = 0; i < celsius.Length; i++)
        {
            line.Append(i == 0 ? "" : ",").Append(celsius[i].ToString(CelsiusFormat, CultureInfo.InvariantCulture));
        }

        line.Append(']');
    }
}
