using System.Buffers.Binary;
using EdgeGateway.Tests.Lab.Guest;

namespace EdgeGateway.Tests.Lab.CrashStates;

/// <summary>
/// The log that QEMU's blklogwrites filter keeps, in the format of Linux's dm-log-writes (drivers/md/dm-log-writes.c): after a superblock of one
/// sector come entries of one sector each (sector, sectors, flags, length; little-endian 64 bit), each followed by its data. QEMU enters a request
/// when it is complete and before the guest learns of it, so whatever the guest did because of it stands behind it.
/// </summary>
internal sealed class WriteLog : IDisposable
{
    public const int SectorBytes = 512;

    private const ulong Flush = 1;
    private const ulong Forced = 2;
    private const ulong Discard = 4;

    private readonly FileStream file;
    private readonly List<LoggedWrite> writes = [];

    public WriteLog(string path)
    {
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        Span<byte> header = stackalloc byte[32];
        for (long at = SectorBytes; RandomAccess.Read(file.SafeFileHandle, header, at) == header.Length;)
        {
            var (sector, sectors) = (BinaryPrimitives.ReadUInt64LittleEndian(header), BinaryPrimitives.ReadUInt64LittleEndian(header[8..]));
            var flags = BinaryPrimitives.ReadUInt64LittleEndian(header[16..]);
            if (sector == 0 && sectors == 0 && flags == 0)
            {
                return; // the file was zeros before the log
            }

            var length = (flags & Discard) != 0 ? 0 : (int)sectors * SectorBytes;
            writes.Add(new LoggedWrite((long)sector * SectorBytes, length, at + SectorBytes, (flags & Flush) != 0, (flags & Forced) != 0));
            at += SectorBytes + length;
        }
    }

    public IReadOnlyList<LoggedWrite> Writes => writes;

    public void Read(LoggedWrite write, int offset, Span<byte> into) => RandomAccess.Read(file.SafeFileHandle, into, write.LogOffset + offset);

    /// <summary>The acceptance marker that this write is; null when it is another one.</summary>
    public (long Accepted, long Removing)? MarkerOf(LoggedWrite write, long markersAt)
    {
        if (write.At != markersAt || write.Length != AcceptanceMarkers.SectorBytes)
        {
            return null;
        }

        Span<byte> sector = stackalloc byte[24];
        Read(write, 0, sector);
        return BinaryPrimitives.ReadInt64LittleEndian(sector) == AcceptanceMarkers.Magic
            ? (BinaryPrimitives.ReadInt64LittleEndian(sector[8..]), BinaryPrimitives.ReadInt64LittleEndian(sector[16..]))
            : null;
    }

    public void Dispose() => file.Dispose();
}
