namespace EdgeGateway.Tests.Simulation;

/// <summary>What happened, as one number: two runs that differ anywhere differ here (FNV-1a, 64 bits).</summary>
internal sealed class Trace(VirtualTime time)
{
    public ulong Hash { get; private set; } = 14695981039346656037;

    public long Steps { get; private set; }

    public void Note(char what, long which = 0)
    {
        Steps++;
        Mix((ulong)time.Elapsed.Ticks);
        Mix(what);
        Mix((ulong)which);
    }

    public void Note(char what, ReadOnlySpan<byte> bytes)
    {
        Note(what, bytes.Length);
        foreach (var one in bytes)
        {
            Hash = (Hash ^ one) * 1099511628211;
        }
    }

    private void Mix(ulong value)
    {
        for (var shift = 0; shift < 64; shift += 8)
        {
            Hash = (Hash ^ ((value >> shift) & 0xFF)) * 1099511628211;
        }
    }
}
