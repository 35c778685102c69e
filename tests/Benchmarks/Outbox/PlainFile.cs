using System.Runtime.InteropServices;
using EdgeGateway.Events;
using Microsoft.Win32.SafeHandles;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>The physical limit: each group is appended to a bare file and synced, nothing else.</summary>
internal sealed class PlainFile(string path) : IDisposable
{
    private readonly SafeFileHandle file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
    private readonly MemoryStream group = new();
    private long length;

    public void Append(ReadOnlySpan<EventDraft> drafts, Guid epoch, long sequence)
    {
        group.SetLength(0);
        foreach (var draft in drafts)
        {
            group.Write(EventJson.Write(draft, epoch, sequence++));
            group.WriteByte((byte)'\n');
        }

        RandomAccess.Write(file, group.GetBuffer().AsSpan(0, (int)group.Length), length);
        length += group.Length;
        if (SyncData(file) != 0) throw new IOException($"fdatasync: errno {Marshal.GetLastPInvokeError()}");
    }

    public void Dispose() => file.Dispose();

    // .NET only offers fsync, which also waits for the file's times.
    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SyncData(SafeFileHandle file);
}
