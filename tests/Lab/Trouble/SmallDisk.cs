using EdgeGateway.Tests.Lab.Machine;

namespace EdgeGateway.Tests.Lab.Trouble;

/// <summary>A place whose outbox is on a small file system of its own, which can be filled.</summary>
internal sealed class SmallDisk : Place
{
    private const int Megabytes = 4;

    public SmallDisk()
    {
        Directory.CreateDirectory(OutboxFolder);
        var (exitCode, said) = Workshop.Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", OutboxFolder);
        if (exitCode != 0)
        {
            base.Dispose();
            throw new SkippedException($"a small file system can only be mounted by root: {said.Trim()}");
        }
    }

    public override string OutboxFolder => Path.Combine(Folder, "disk");

    /// <summary>Takes every byte that is left.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Path.Combine(OutboxFolder, "ballast"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            for (var written = 0; written <= Megabytes * 256; written++)
            {
                ballast.Write(block);
            }
        }
        catch (IOException)
        {
            // It is full, which is what was wanted.
        }
    }

    public void Free() => File.Delete(Path.Combine(OutboxFolder, "ballast"));

    public override void Dispose()
    {
        Workshop.Must("umount", "-l", OutboxFolder);
        base.Dispose();
    }
}
