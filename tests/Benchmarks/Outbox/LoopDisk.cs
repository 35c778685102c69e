using System.Diagnostics;
using System.Globalization;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>An ext4 of its own on a loop device, so that the bytes that reach a device are nobody else's. Needs root.</summary>
internal sealed class LoopDisk : IDisposable
{
    private const int SectorBytes = 512;

    private readonly string _image;
    private readonly string _device;

    public LoopDisk(string name, int megabytes)
    {
        _image = Path.Combine(Path.GetTempPath(), $"{name}-{Guid.NewGuid():N}.img");
        Folder = Directory.CreateTempSubdirectory(name).FullName;
        using (var file = File.Create(_image)) file.SetLength(megabytes * 1024L * 1024);
        Run("mkfs.ext4", "-q", "-E", "lazy_itable_init=0,lazy_journal_init=0", _image);
        Run("mount", "-o", "loop", _image, Folder);
        _device = Path.GetFileName(Run("findmnt", "-no", "SOURCE", Folder).Trim());
    }

    public string Folder { get; }

    /// <summary>What has been written to the device, everything flushed: data, journal and metadata.</summary>
    public long BytesWritten()
    {
        Run("sync", "-f", Folder);
        // Documentation/block/stat.rst: the seventh field is sectors written, of 512 bytes.
        var fields = File.ReadAllText($"/sys/block/{_device}/stat").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(fields[6], CultureInfo.InvariantCulture) * SectorBytes;
    }

    public void Dispose()
    {
        Run("umount", Folder);
        Directory.Delete(Folder);
        File.Delete(_image);
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, wrong) = (process.StandardOutput.ReadToEnd(), process.StandardError.ReadToEnd());
        process.WaitForExit();
        return process.ExitCode == 0 ? said : throw new IOException($"{program}: {wrong.Trim()}; a loop device and root are needed");
    }
}
