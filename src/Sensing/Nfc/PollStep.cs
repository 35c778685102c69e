namespace EdgeGateway.Sensing.Nfc;

/// <summary>One way to look for cards (NXP UM0701-02, section 7.3.5, BrTy and InitiatorData).</summary>
internal sealed record PollStep(TagTechnology Technology, byte[] Command)
{
    /// <summary>Type A, two at once.</summary>
    public static PollStep TypeA { get; } = new(TagTechnology.TypeA, [0x4A, 0x02, 0x00]);

    /// <summary>Type B of any application family, at 106 kbit/s. One: two at once need slots, which cost the rest more than they bring.</summary>
    public static PollStep TypeB { get; } = new(TagTechnology.TypeB, [0x4A, 0x01, 0x03, 0x00]);

    /// <summary>FeliCa of any system (FFFF), in the first time slot.</summary>
    public static PollStep FeliCa212 { get; } = new(TagTechnology.FeliCa, [0x4A, 0x01, 0x01, 0x00, 0xFF, 0xFF, 0x00, 0x00]);

    /// <summary>The same at 424 kbit/s.</summary>
    public static PollStep FeliCa424 { get; } = new(TagTechnology.FeliCa, [0x4A, 0x01, 0x02, 0x00, 0xFF, 0xFF, 0x00, 0x00]);
}
