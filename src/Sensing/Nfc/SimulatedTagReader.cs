using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>A reader that is not there, with a tag on it: to try the tool, and for its tests.</summary>
public static class SimulatedTagReader
{
    private const string Port = "/dev/ttyAMA0";

    /// <summary>What can lie on it.</summary>
    public static IReadOnlyList<string> Tags { get; } = ["tag", "locked", "none"];

    /// <param name="tag">One of <see cref="Tags"/>.</param>
    public static TagReader Open(string tag)
    {
        var hardware = new SimulatedHardware(new SimulatedClock { WaitsPassTime = true });
        var chip = SimulatedPn532.Attach(hardware.AddSerialPort(Port));
        if (tag != "none")
        {
            chip.Present([0x04, 0xA2, 0x3C, 0x52, 0xD7, 0x5C, 0x80], NdefWriter.Uri("https://club.example/4711"), isLocked: tag == "locked");
        }

        return TagReader.Open(hardware, new NfcReaderOptions { Port = Port }, hardware.Clock.Advance);
    }
}
