namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// The serial frames of an A02YYUW ultrasonic sensor (DFRobot SEN0311 and its kin, 9600 baud): 0xFF, the distance in millimetres as two bytes,
/// the high one first, and the low byte of the sum of the three.
/// </summary>
internal sealed class A02Frames
{
    private const byte Head = 0xFF;

    private uint last;
    private int known;

    /// <summary>Four bytes that were no frame, one shifted against the next: of a healthy line only its first few.</summary>
    public long Misfits { get; private set; }

    /// <summary>One more byte; true when it completes a frame.</summary>
    public bool Take(byte one, out int millimetres)
    {
        last = (last << 8) | one;
        known++;
        millimetres = (int)((last >> 8) & 0xFFFF);
        if (known < 4)
            return false;
        if (last >> 24 == Head && (byte)(Head + (last >> 16) + (last >> 8)) == one)
        {
            known = 0;
            return true;
        }

        Misfits++;
        return false;
    }
}
