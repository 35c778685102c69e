namespace EdgeGateway.Sensing.Nfc;

/// <summary>The way to a PN532: it carries frames, whatever bus they take.</summary>
internal interface IPn532Link : IDisposable
{
    /// <summary>Where the reader is, for a sentence: "/dev/ttyAMA0 with 115200 baud".</summary>
    string Name { get; }

    /// <summary>What to look at when nothing answers.</summary>
    string Remedy { get; }

    /// <summary>What the bus said when it last failed, if it has since; empty when it did not.</summary>
    string Trouble { get; }

    /// <summary>Calls a chip that sleeps.</summary>
    void WakeUp();

    void Write(ReadOnlySpan<byte> frame);

    /// <summary>Reads what the chip has to say, waiting up to <paramref name="timeout"/>; 0 when it said nothing.</summary>
    int Read(Span<byte> buffer, TimeSpan timeout);

    /// <summary>Throws away what was said before.</summary>
    void Discard();

    /// <summary>Waits between two looks for a tag.</summary>
    void Rest(TimeSpan time);
}
