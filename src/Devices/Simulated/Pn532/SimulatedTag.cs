namespace EdgeGateway.Devices.Simulated;

/// <summary>An ISO/IEC 14443 type A tag with Type 2 memory (NFC Forum Type 2 Tag 1.2): UID, capability container, NDEF TLV.</summary>
internal sealed class SimulatedTag : ISimulatedTag
{
    private const int PageBytes = 4;
    private const int DataPage = 4;

    // The data areas of MIFARE Ultralight, NTAG213, NTAG215 and NTAG216.
    private static readonly int[] DataBytes = [48, 144, 504, 888];

    private readonly byte[] memory;
    private readonly bool isLocked;
    private readonly int? refusesPage;

    /// <param name="isLocked">Capability container and lock bytes say read-only, and no page is written any more.</param>
    /// <param name="refusesPage">A page that is locked although nothing says so.</param>
    public SimulatedTag(byte[] uid, byte[] ndefMessage, bool isLocked = false, int? refusesPage = null)
    {
        if (uid.Length is not (4 or 7 or 10))
        {
            throw new ArgumentException($"a UID has 4, 7 or 10 bytes, not {uid.Length}", nameof(uid));
        }

        Uid = uid;
        byte[] header = ndefMessage.Length < 0xFF
            ? [0x03, (byte)ndefMessage.Length]
            : [0x03, 0xFF, (byte)(ndefMessage.Length >> 8), (byte)ndefMessage.Length];
        var needed = header.Length + ndefMessage.Length + 1;
        var size = Array.Find(DataBytes, one => one >= needed);
        if (size == 0)
        {
            throw new ArgumentException($"no Type 2 tag holds a message of {ndefMessage.Length} bytes", nameof(ndefMessage));
        }

        memory = new byte[(DataPage * PageBytes) + size];
        WriteSerial();
        new byte[] { 0xE1, 0x10, (byte)(size / 8), 0x00 }.CopyTo(memory, 3 * PageBytes);
        (this.isLocked, this.refusesPage) = (isLocked, refusesPage);
        if (isLocked)
            (memory[10], memory[11], memory[15]) = (0xFF, 0xFF, 0x0F);

        header.CopyTo(memory, DataPage * PageBytes);
        ndefMessage.CopyTo(memory, (DataPage * PageBytes) + header.Length);
        memory[(DataPage * PageBytes) + needed - 1] = 0xFE;
    }

    public byte[] Uid { get; }

    public byte[]? Answer(ReadOnlySpan<byte> command)
    {
        var pages = memory.Length / PageBytes;
        switch (command)
        {
            case [0x30, var page] when page < pages:
                // READ wraps around to page 0 at the end (section 5.1).
                return [.. Enumerable.Range(page * PageBytes, 4 * PageBytes).Select(at => memory[at % memory.Length])];
            case [0xA2, var page, _, _, _, _] when page >= 2 && page < pages && !isLocked && page != refusesPage:
                command[2..].CopyTo(memory.AsSpan(page * PageBytes));
                return [];
            default:
                return null;
        }
    }

    // Pages 0 to 2: for 7 bytes UID0-2, check, UID3-6, check (ISO/IEC 14443-3 with the cascade tag 88).
    private void WriteSerial()
    {
        if (Uid.Length != 7)
        {
            Uid.CopyTo(memory, 0);
            return;
        }

        Uid.AsSpan(0, 3).CopyTo(memory);
        memory[3] = (byte)(0x88 ^ Uid[0] ^ Uid[1] ^ Uid[2]);
        Uid.AsSpan(3).CopyTo(memory.AsSpan(4));
        memory[8] = (byte)(Uid[3] ^ Uid[4] ^ Uid[5] ^ Uid[6]);
        memory[9] = 0x48;
    }
}
