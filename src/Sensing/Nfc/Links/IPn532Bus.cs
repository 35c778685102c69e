namespace EdgeGateway.Sensing.Nfc;

/// <summary>A bus on which the host asks whether a frame is ready, and reads it in one go.</summary>
internal interface IPn532Bus : IDisposable
{
    string Name { get; }

    string Remedy { get; }

    /// <summary>What the bus said when it last failed; empty once it works again.</summary>
    string Trouble { get; }

    /// <summary>Bytes of a frame worth reading before its length is known: few where each costs time, all where none does.</summary>
    int FirstReadBytes { get; }

    bool IsReady();

    void Send(ReadOnlySpan<byte> frame);

    /// <summary>Reads a frame from its beginning; what comes after its end is undefined.</summary>
    void Receive(Span<byte> frame);
}
