namespace EdgeGateway.Sensing.Nfc;

/// <summary>A loyalty application that phones emulate: how to ask it for its member's number.</summary>
public sealed record PhoneApplicationOptions
{
    private const int AidBytesMin = 5;
    private const int AidBytesMax = 16;
    private const int CommandBytesMin = 4;
    private const int CommandBytesMax = 261;

    /// <summary>The application identifier that the brand's app registers, 5 to 16 bytes in hex.</summary>
    public string Aid { get; init; } = "";

    /// <summary>The command after SELECT whose answer is the number, in hex; empty when SELECT itself is answered with it.</summary>
    public string Command { get; init; } = "";

    /// <summary>Everything wrong with it, each line naming its key.</summary>
    public IEnumerable<string> Problems(string key)
    {
        if (!Hex.TryRead(Aid, out var aid) || aid.Length is < AidBytesMin or > AidBytesMax)
            yield return $"{key}.aid: \"{Aid}\" is not an application identifier; write {AidBytesMin} to {AidBytesMax} bytes in hex, as the app's manifest has them";
        if (Command.Length > 0 && (!Hex.TryRead(Command, out var command) || command.Length is < CommandBytesMin or > CommandBytesMax))
            yield return $"{key}.command: is not a command; write its {CommandBytesMin} to {CommandBytesMax} bytes in hex, or leave it out when SELECT is answered with the number";
    }
}
