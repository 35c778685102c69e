using System.Runtime.InteropServices;

namespace EdgeGateway.Tests.Lab.Guest;

/// <summary>
/// Writes what has been accepted to the disk itself, behind the file system: one sector, one request, no flush. In the log of all writes it therefore
/// stands after everything that the acceptance rested on, and takes no part in what a flush makes durable.
/// </summary>
internal sealed unsafe class AcceptanceMarkers(string device, long at) : IDisposable
{
    public const int SectorBytes = 512;
    public const long Magic = 0x4445_5450_4543_4341; // "ACCEPTED"

    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle disk = Kernel.OpenDirect(device);
    private readonly long* sector = (long*)NativeMemory.AlignedAlloc(SectorBytes, SectorBytes);

    public void Accepted(long last) => Write(last, removing: 0);

    /// <summary>Said before the removal begins.</summary>
    public void Removing(long through) => Write(accepted: 0, through);

    public void Dispose()
    {
        NativeMemory.AlignedFree(sector);
        disk.Dispose();
    }

    private void Write(long accepted, long removing)
    {
        lock (disk)
        {
            new Span<byte>(sector, SectorBytes).Clear();
            (sector[0], sector[1], sector[2]) = (Magic, accepted, removing);
            RandomAccess.Write(disk, new ReadOnlySpan<byte>(sector, SectorBytes), at);
        }
    }
}
