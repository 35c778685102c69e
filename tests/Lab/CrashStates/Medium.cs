namespace EdgeGateway.Tests.Lab.CrashStates;

/// <summary>A disk's blocks in memory. Copies share them until one writes; blocks that were never other than zero are neither kept nor written out.</summary>
internal sealed class Medium
{
    private const int BlockBytes = 4096;

    private readonly long length;
    private readonly byte[]?[] blocks;

    // A block that somebody else may have as well is copied before it is written.
    private readonly bool[] isOwn;

    private Medium(long length, byte[]?[] blocks) => (this.length, this.blocks, isOwn) = (length, blocks, new bool[blocks.Length]);

    public static Medium Load(string image)
    {
        using var file = File.OpenRead(image);
        var medium = new Medium(file.Length, new byte[]?[(file.Length + BlockBytes - 1) / BlockBytes]);
        var block = new byte[BlockBytes];
        for (var i = 0; i < medium.blocks.Length; i++)
        {
            var read = file.ReadAtLeast(block, BlockBytes, throwOnEndOfStream: false);
            Array.Clear(block, read, BlockBytes - read);
            medium.blocks[i] = block.AsSpan().ContainsAnyExcept((byte)0) ? [.. block] : null;
        }

        return medium;
    }

    /// <summary>Applies a whole write.</summary>
    public void Apply(WriteLog log, LoggedWrite write) => Apply(log, write, 0, write.Length);

    /// <summary>Applies a part of a write: whole sectors, or the state is none that a disk could leave.</summary>
    public void Apply(WriteLog log, LoggedWrite write, int offset, int length)
    {
        while (length > 0)
        {
            var at = write.At + offset;
            var (block, within) = ((int)(at / BlockBytes), (int)(at % BlockBytes));
            var part = Math.Min(length, BlockBytes - within);
            log.Read(write, offset, Own(block).AsSpan(within, part));
            (offset, length) = (offset + part, length - part);
        }
    }

    public void Save(string image)
    {
        using var file = new FileStream(image, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.SetLength(length);
        for (var i = 0; i < blocks.Length; i++)
        {
            var at = (long)i * BlockBytes;
            if (blocks[i] is { } block)
                RandomAccess.Write(file.SafeFileHandle, block.AsSpan(0, (int)Math.Min(BlockBytes, length - at)), at);
        }
    }

    public Medium Copy()
    {
        Array.Clear(isOwn);
        return new Medium(length, [.. blocks]);
    }

    private byte[] Own(int block)
    {
        if (!isOwn[block])
        {
            blocks[block] = blocks[block] is { } shared ? [.. shared] : new byte[BlockBytes];
            isOwn[block] = true;
        }

        return blocks[block]!;
    }
}
