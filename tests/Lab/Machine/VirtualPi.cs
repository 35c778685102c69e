namespace EdgeGateway.Tests.Lab.Machine;

/// <summary>Where the virtual Pi's parts are, and the disk with the lab's program for it.</summary>
/// <param name="Kernel">The kernel that hardware/virtual-pi/build made.</param>
/// <param name="Initramfs">Its first file system.</param>
/// <param name="ProgramDisk">.NET, this program and the command.</param>
internal sealed record VirtualPi(string Kernel, string Initramfs, string ProgramDisk)
{
    /// <exception cref="SkippedException">QEMU is missing, or the virtual Pi has not been built.</exception>
    public static VirtualPi Prepare(Workshop workshop, params string[] command)
    {
        var scripts = Path.Combine(RepositoryRoot(), "hardware", "virtual-pi");
        if (!File.Exists("/usr/bin/qemu-system-x86_64"))
        {
            throw new SkippedException("apt-get install qemu-system-x86, then run hardware/virtual-pi/build");
        }

        var parts = Workshop.Must(Path.Combine(scripts, "build"), "--where").Split('\n').Select(line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]).ToArray();
        if (!File.Exists(parts[0]) || !File.Exists(parts[1]))
        {
            throw new SkippedException("the virtual Pi is not built: run hardware/virtual-pi/build");
        }

        Workshop.Must(Path.Combine(scripts, "make-disk"), [workshop.Of("program.img"), AppContext.BaseDirectory, .. command]);
        return new VirtualPi(parts[0], parts[1], workshop.Of("program.img"));
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EdgeGateway.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no EdgeGateway.sln above {AppContext.BaseDirectory}; run the lab from a build inside the repository");
    }
}
