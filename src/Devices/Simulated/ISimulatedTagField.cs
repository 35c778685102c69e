namespace EdgeGateway.Devices.Simulated;

/// <summary>The antenna of a simulated NFC reader: where a store script holds a tag.</summary>
public interface ISimulatedTagField
{
    /// <summary>Holds an ISO 14443A Type 2 tag to the antenna, in place of any other.</summary>
    /// <param name="uid">4, 7 or 10 bytes.</param>
    /// <param name="ndefMessage">A whole NDEF message; empty for a blank tag.</param>
    void Present(byte[] uid, byte[] ndefMessage);

    void Remove();

    /// <summary>The reader is done with the tag, having looked for others after it chose this one; or it looks for none at all.</summary>
    bool IsDone { get; }
}
