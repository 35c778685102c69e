using System.Text;
using System.Text.Unicode;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>Asks a phone's loyalty application for its member's number: SELECT, then the configured command.</summary>
internal sealed class PhoneApplication(PhoneApplicationOptions options)
{
    private readonly byte[] select = Apdu.SelectApplication(Bytes(options.Aid));
    private readonly byte[] command = Bytes(options.Command);
    private readonly byte[] answer = new byte[Apdu.AnswerBytesMax];

    /// <summary>The number; empty when the phone has no such application or it refuses.</summary>
    public Pn532Outcome Ask(Pn532 reader, TagFound tag, out string number)
    {
        number = "";
        var outcome = reader.Transceive(tag, select, answer, out var length);
        if (outcome == Pn532Outcome.Done && command.Length > 0 && Apdu.TryTakeData(answer.AsSpan(0, length), out _))
            outcome = reader.Transceive(tag, command, answer, out length);
        else if (command.Length > 0)
            return outcome;

        if (outcome == Pn532Outcome.Done && Apdu.TryTakeData(answer.AsSpan(0, length), out var data))
            number = TextOf(data);

        return outcome;
    }

    /// <summary>An answer that is printable text is that text, any other its hex digits.</summary>
    internal static string TextOf(ReadOnlySpan<byte> data)
    {
        var text = Utf8.IsValid(data) ? Encoding.UTF8.GetString(data) : "";
        return text.Length > 0 && !text.Any(char.IsControl) ? text : Convert.ToHexStringLower(data);
    }

    private static byte[] Bytes(string hex) => Hex.TryRead(hex, out var bytes) ? bytes : [];
}
