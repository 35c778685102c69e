namespace EdgeGateway.Devices.Simulated;

/// <summary>The chances of one thread of a script. Each has its own, so that adding a visitor does not change the others.</summary>
internal sealed class Dice(int seed, string about)
{
    private readonly Random random = new(Mix(seed, about));

    internal double Between(double low, double high) => low + ((high - low) * random.NextDouble());

    internal int Below(int limit) => random.Next(limit);

    internal bool Chance(double probability) => random.NextDouble() < probability;

    /// <summary>Normally distributed (Box and Muller).</summary>
    internal double Around(double mean, double deviation) =>
        mean + (deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    /// <summary>Exponentially distributed: pauses between things that know nothing of each other.</summary>
    internal double Wait(double mean) => -mean * Math.Log(1 - random.NextDouble());

    internal byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A random static address (top bits 11) or a resolvable private one (top bits 01).</summary>
    internal ulong Address(bool isStatic) => ((ulong)random.NextInt64(1L << 46)) | (isStatic ? 0b11UL << 46 : 0b01UL << 46);

    // string.GetHashCode differs from run to run; this is FNV-1a.
    private static int Mix(int seed, string about) =>
        unchecked((int)about.Aggregate(2166136261u ^ (uint)seed, (hash, letter) => (hash ^ letter) * 16777619u));
}
