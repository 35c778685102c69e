using System.Diagnostics;

namespace EdgeGateway.Tests.Integration.Outbox;

/// <summary>A real file system of a few megabytes, mounted for one test. Needs root.</summary>
internal sealed class TestMount : IDisposable
{
    private const string Ballast = "ballast";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("outbox-mount-");
    private readonly List<string> loops = [];

    private TestMount()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root may mount a file system; run the tests as root");
    }

    public string Path => folder.FullName;

    private string Image => $"{Path}.img";

    public string Of(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>In memory, with a fixed size.</summary>
    public static TestMount Tmpfs(int megabytes)
    {
        var mount = new TestMount();
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "outbox-test", mount.Path);
        return mount;
    }

    /// <summary>ext4 in a file, as on a card.</summary>
    public static TestMount Ext4(int megabytes)
    {
        var mount = new TestMount();
        using (var image = File.Create(mount.Image))
        {
            image.SetLength(megabytes * 1024L * 1024);
        }

        Run("mkfs.ext4", "-q", mount.Image);
        mount.MountImage();
        return mount;
    }

    public void Fill()
    {
        using var ballast = new FileStream(Of(Ballast), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var block = new byte[4096]; ;)
            {
                ballast.Write(block);
            }
        }
        catch (IOException)
        {
            // Full, which is what was wanted.
        }
    }

    public void Free() => File.Delete(Of(Ballast));

    /// <summary>The kernel finds the file system inconsistent and makes it read-only, as it does with a worn card.</summary>
    public void Break()
    {
        var trigger = $"/sys/fs/ext4/{System.IO.Path.GetFileName(loops[^1])}/trigger_fs_error";
        Assert.SkipUnless(File.Exists(trigger), "this kernel's ext4 has no trigger_fs_error");
        Run("mount", "-o", "remount,errors=remount-ro", Path);
        File.WriteAllText(trigger, "1");
    }

    /// <summary>Gone from the tree, whoever has files open in it.</summary>
    public void Detach() => Run("umount", "-l", Path);

    /// <summary>The card comes back, repaired.</summary>
    public void MountImage()
    {
        using var losetup = Process.Start(new ProcessStartInfo("losetup", ["-f", "--show", Image]) { RedirectStandardOutput = true })!;
        loops.Add(losetup.StandardOutput.ReadToEnd().Trim());
        losetup.WaitForExit();
        Assert.SkipUnless(losetup.ExitCode == 0, "no loop device is to be had");
        Run("mount", loops[^1], Path);
    }

    public void Dispose()
    {
        for (var mounted = 0; mounted <= loops.Count; mounted++)
        {
            using var unmounted = Process.Start("umount", ["-lq", Path]);
            unmounted.WaitForExit();
        }

        foreach (var loop in loops)
        {
            using var freed = Process.Start("losetup", ["-d", loop]);
            freed.WaitForExit();
        }

        File.Delete(Image);
        folder.Delete(recursive: true);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.SkipUnless(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} is not possible here: {said}");
    }
}
