namespace EdgeGateway.Tests.Lab.Machine;

/// <summary>Where the virtual Pi's parts are, and the disk with the lab's program for it.</summary>
/// <param name="Kernel">The kernel that hardware/virtual-pi/build made.</param>
/// <param name="Initramfs">Its first file system.</param>
/// <param name="ProgramDisk">.NET, this program and the command.</param>
internal sealed record VirtualPi(string Kernel, string Initramfs, string ProgramDisk)
{
    /// <summary>Where in the lab's folder on the disk a published gateway is.</summary>
    public const string PublishedGateway = "published";

    /// <exception cref="SkippedException">QEMU is missing, or the virtual Pi has not been built.</exception>
    /// <param name="gateway">The folder of a published edge-gateway to take instead of the one in this build; empty for none.</param>
    public static VirtualPi Prepare(Workshop workshop, string gateway, params string[] command)
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

        Workshop.Must(Path.Combine(scripts, "make-disk"), [workshop.Of("program.img"), gateway.Length == 0 ? AppContext.BaseDirectory : Together(workshop, gateway), .. command]);
        return new VirtualPi(parts[0], parts[1], workshop.Of("program.img"));
    }

    private static string Together(Workshop workshop, string gateway)
    {
        if (!File.Exists(Path.Combine(gateway, "edge-gateway")))
        {
            throw new IOException($"there is no edge-gateway in {gateway}; publish one there, README.md says how under Install");
        }

        var app = workshop.Of("app");
        Workshop.Must("cp", "-r", AppContext.BaseDirectory, app);
        Workshop.Must("cp", "-r", gateway, Path.Combine(app, PublishedGateway));
        return app;
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
