namespace EdgeGateway.Sensing.Nfc;

/// <summary>Commands and answers of cards (ISO/IEC 7816-4).</summary>
internal static class Apdu
{
    /// <summary>An answer of at most 256 bytes and its status word.</summary>
    public const int AnswerBytesMax = 256 + 2;

    /// <summary>SELECT by application identifier.</summary>
    public static byte[] SelectApplication(ReadOnlySpan<byte> aid) => [0x00, 0xA4, 0x04, 0x00, (byte)aid.Length, .. aid, 0x00];

    /// <summary>SELECT of an elementary file; no answer but the status word is wanted.</summary>
    public static byte[] SelectFile(int id) => [0x00, 0xA4, 0x00, 0x0C, 0x02, (byte)(id >> 8), (byte)id];

    /// <summary>READ BINARY of the selected file.</summary>
    /// <param name="offset">0 to 32767.</param>
    /// <param name="count">1 to 255.</param>
    public static byte[] ReadBinary(int offset, int count) => [0x00, 0xB0, (byte)(offset >> 8), (byte)offset, (byte)count];

    /// <summary>Takes the status word 90 00 off an answer; false for any other.</summary>
    public static bool TryTakeData(ReadOnlySpan<byte> answer, out ReadOnlySpan<byte> data)
    {
        var isGood = answer is [.., 0x90, 0x00];
        data = isGood ? answer[..^2] : default;
        return isGood;
    }
}
