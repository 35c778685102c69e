using System.Runtime.InteropServices;

namespace EdgeGateway.Tests.Lab.Guest;

/// <summary>What the guest asks of Linux and of SQLite beyond .NET.</summary>
internal static partial class Kernel
{
    private const int ReseedRandom = 0x5207; // RNDRESEEDCRNG, linux/random.h
    private const int DirectWriteOnly = 0x1 | 0x4000; // O_WRONLY | O_DIRECT

    public static void Mount(string device, string folder, string? options)
    {
        Directory.CreateDirectory(folder);
        if (Mount(device, folder, "ext4", 0, options) != 0)
        {
            throw new IOException($"cannot mount {device}: errno {Marshal.GetLastPInvokeError()}");
        }
    }

    /// <summary>
    /// A machine that is resumed from the same state again and again has the same random numbers again and again; one that boots has not.
    /// SQLite's salts must differ, so the host's seed goes into the kernel's generator, and SQLite asks that one anew.
    /// </summary>
    public static void MixRandom(string seed)
    {
        using var random = new FileStream("/dev/urandom", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        random.Write(System.Text.Encoding.UTF8.GetBytes(seed));
        if (IoControl(random.SafeFileHandle, ReseedRandom, 0) != 0)
        {
            throw new IOException($"cannot reseed the kernel's random numbers: errno {Marshal.GetLastPInvokeError()}");
        }

        SqliteRandomness(0, 0);
    }

    /// <summary>Opens a block device so that a write is one request to the device, and no flush.</summary>
    public static Microsoft.Win32.SafeHandles.SafeFileHandle OpenDirect(string device)
    {
        var descriptor = Open(device, DirectWriteOnly);
        return descriptor >= 0
            ? new Microsoft.Win32.SafeHandles.SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"cannot open {device}: errno {Marshal.GetLastPInvokeError()}");
    }

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string source, string target, string type, nuint flags, string? data);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int IoControl(SafeHandle file, nuint request, nint argument);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_randomness")]
    private static partial void SqliteRandomness(int count, nint buffer);
}
