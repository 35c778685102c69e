namespace EdgeGateway.Devices.Simulated;

/// <summary>An ISO/IEC 14443 type A card, as a simulated reader's field meets it.</summary>
public interface ISimulatedTag
{
    byte[] Uid { get; }

    /// <summary>SAK: 00 for Type 2, 20 for cards that go on with ISO/IEC 14443-4.</summary>
    byte SelectAnswer { get; }

    /// <summary>ATS with its length byte; empty for cards that have none.</summary>
    byte[] AnswerToSelect { get; }

    /// <summary>A command of the tag; null when it stays silent, as at a command or page it does not have.</summary>
    byte[]? Answer(ReadOnlySpan<byte> command);
}
