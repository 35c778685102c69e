namespace EdgeGateway.Devices.Simulated;

/// <summary>A card as a simulated reader's field meets it.</summary>
public interface ISimulatedTag
{
    /// <summary>UID of type A, PUPI of type B, IDm of FeliCa.</summary>
    byte[] Uid { get; }

    SimulatedCardKind Kind => SimulatedCardKind.TypeA;

    /// <summary>SAK: 00 for Type 2, 20 for cards that go on with ISO/IEC 14443-4.</summary>
    byte SelectAnswer => 0x00;

    /// <summary>ATS with its length byte; empty for cards that have none.</summary>
    byte[] AnswerToSelect => [];

    /// <summary>A command of the tag; null when it stays silent, as at a command or page it does not have.</summary>
    byte[]? Answer(ReadOnlySpan<byte> command) => null;
}
