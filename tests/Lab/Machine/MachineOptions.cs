namespace EdgeGateway.Tests.Lab.Machine;

/// <summary>What distinguishes one machine of the lab from another.</summary>
internal sealed record MachineOptions
{
    public int MemoryMegabytes { get; init; } = 256;

    /// <summary>The data disk's image; the same path and size for the saved machine and all that are resumed from it.</summary>
    public required string DataDisk { get; init; }

    /// <summary>A file that takes the log of every write and flush to the data disk (QEMU's blklogwrites); null for none.</summary>
    public string? WriteLog { get; init; }

    /// <summary>With a network card; the host's loopback is 10.0.2.2.</summary>
    public bool HasNetwork { get; init; }

    /// <summary>What the guest's real-time clock says when it boots; empty for the host's time.</summary>
    public string ClockStart { get; init; } = "";

    public IEnumerable<string> Arguments(VirtualPi pi, Workshop workshop, bool isCopy)
    {
        string[] arguments =
        [
            "-accel", "tcg", "-cpu", "max,-smap", "-smp", "1", "-m", $"{MemoryMegabytes}M", "-nodefaults", "-display", "none", "-no-reboot",

            // The memory is a file. A resumed machine maps it privately, so all start from the same state and none has to load it.
            "-machine", "q35,memory-backend=memory",
            "-object", $"memory-backend-file,id=memory,size={MemoryMegabytes}M,mem-path={workshop.Of("memory")},share={(isCopy ? "off" : "on")}",
            "-kernel", pi.Kernel, "-initrd", pi.Initramfs, "-append", "console=ttyS0 panic=-1 quiet program_disk=/dev/vda",
            "-serial", $"file:{workshop.Of("console")}",
            "-drive", $"file={pi.ProgramDisk},if=none,id=program,format=raw,readonly=on", "-device", "virtio-blk-pci,drive=program",
            "-chardev", $"socket,id=control,path={workshop.Of("control")}",
            "-device", "virtio-serial-pci", "-device", "virtserialport,chardev=control,name=control",
            "-chardev", $"socket,id=monitor,path={workshop.Of("monitor")}", "-mon", "chardev=monitor,mode=control",
        ];
        string[] network = HasNetwork ? ["-netdev", "user,id=net", "-device", "virtio-net-pci,netdev=net,romfile="] : [];
        string[] clock = ClockStart.Length > 0 ? ["-rtc", $"base={ClockStart}"] : [];
        string[] incoming = isCopy ? ["-incoming", "defer"] : [];
        return [.. arguments, .. DataDiskArguments, .. network, .. clock, .. incoming];
    }

    // cache=unsafe: a flush need not reach the host's own disk, because it is the guest that loses its power and not the host.
    private string[] DataDiskArguments => WriteLog is null
        ? ["-drive", $"file={DataDisk},if=none,id=data,format=raw,cache=unsafe", "-device", "virtio-blk-pci,drive=data"]
        :
        [
            "-blockdev", $"driver=file,filename={DataDisk},node-name=disk,cache.no-flush=on",
            "-blockdev", $"driver=file,filename={WriteLog},node-name=log,cache.no-flush=on",
            "-blockdev", "driver=blklogwrites,node-name=logged,file=disk,log=log,log-sector-size=512",
            "-device", "virtio-blk-pci,drive=logged,write-cache=on",
        ];
}
