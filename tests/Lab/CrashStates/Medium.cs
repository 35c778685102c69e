namespace EdgeGateway.Tests.Lab.CrashStates;

/// <summary>A disk's bytes in memory; blocks that were never other than zero are not written out.</summary>
internal sealed class Medium
{
    private const int BlockBytes = 4096;

    private readonly byte[] bytes;
    private readonly bool[] isUsed;

    private Medium(byte[] bytes, bool[] isUsed) => (this.bytes, this.isUsed) = (bytes, isUsed);

    public static Medium Load(string image)
    {
        var bytes = File.ReadAllBytes(image);
        return new Medium(bytes, [.. bytes.Chunk(BlockBytes).Select(block => block.AsSpan().ContainsAnyExcept((byte)0))]);
    }

    /// <summary>Applies a whole write.</summary>
    public void Apply(WriteLog log, LoggedWrite write) => Apply(log, write, 0, write.Length);

    /// <summary>Applies a part of a write: whole sectors, or the state is none that a disk could leave.</summary>
    public void Apply(WriteLog log, LoggedWrite write, int offset, int length)
    {
        if (length == 0)
        {
            return;
        }

        var at = (int)write.At + offset;
        log.Read(write, offset, bytes.AsSpan(at, length));
        isUsed.AsSpan(at / BlockBytes, ((at + length - 1) / BlockBytes) - (at / BlockBytes) + 1).Fill(true);
    }

    public void Save(string image)
    {
        using var file = new FileStream(image, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.SetLength(bytes.Length);
        for (var block = 0; block < isUsed.Length; block++)
        {
            var first = block;
            while (block < isUsed.Length && isUsed[block])
            {
                block++;
            }

            RandomAccess.Write(file.SafeFileHandle, bytes.AsSpan(first * BlockBytes, (block - first) * BlockBytes), (long)first * BlockBytes);
        }
    }

    public Medium Copy() => new([.. bytes], [.. isUsed]);
}
