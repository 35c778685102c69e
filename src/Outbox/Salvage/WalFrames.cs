using System.Buffers.Binary;

namespace EdgeGateway.Outbox;

/// <summary>
/// Which pages a write-ahead log holds (SQLite file format, section 4). Frames of an earlier round of the log have another salt and are no part of it.
/// </summary>
internal sealed class WalFrames
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;

    private readonly Dictionary<uint, long> committed = [];
    private readonly Dictionary<uint, long> any = [];
    private readonly List<long> offsets = [];

    /// <summary>Page number to place of its bytes, as the last whole commit left it.</summary>
    public IReadOnlyDictionary<uint, long> Committed => committed;

    /// <summary>The same without asking for checksums: what follows a damaged frame was accepted too, and every event has a checksum of its own.</summary>
    public IReadOnlyDictionary<uint, long> Any => any;

    /// <summary>The place of every frame's page.</summary>
    public IReadOnlyList<long> Offsets => offsets;

    /// <summary>Some frame does not fit its checksum.</summary>
    public bool IsDamaged { get; private set; }

    public static WalFrames Read(Stream wal)
    {
        var frames = new WalFrames();
        var header = new byte[HeaderBytes];
        if (wal.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) == HeaderBytes)
        {
            frames.ReadFrames(wal, header);
        }

        return frames;
    }

    private void ReadFrames(Stream wal, byte[] header)
    {
        var magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        var sum = new WalChecksum(isBigEndian: magic == 0x377f0683);
        sum.Add(header.AsSpan(0, 24));
        IsDamaged = (magic & 0xfffffffe) != 0x377f0682 || !sum.Fits(header.AsSpan(24));
        var salt = header.AsSpan(16, 8);
        var frame = new byte[FrameHeaderBytes + DatabaseImage.PageBytes];
        List<(uint Page, long Offset)> transaction = [];
        var chain = !IsDamaged;
        for (long at = HeaderBytes; wal.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length; at += frame.Length)
        {
            var page = BinaryPrimitives.ReadUInt32BigEndian(frame);
            var place = at + FrameHeaderBytes;
            if (!salt.SequenceEqual(frame.AsSpan(8, 8)))
            {
                // The rest is of an earlier round, unless it is this frame's salt that was hit.
                chain = false;
                continue;
            }

            any[page] = place;
            offsets.Add(place);
            sum.Add(frame.AsSpan(0, 8));
            sum.Add(frame.AsSpan(FrameHeaderBytes));
            if (chain && !sum.Fits(frame.AsSpan(16)))
            {
                (chain, IsDamaged) = (false, true);
            }

            if (!chain)
            {
                IsDamaged = true;
                continue;
            }

            transaction.Add((page, place));
            if (BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) > 0)
            {
                transaction.ForEach(one => committed[one.Page] = one.Offset);
                transaction.Clear();
            }
        }
    }
}
