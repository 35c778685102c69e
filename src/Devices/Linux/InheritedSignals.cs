namespace EdgeGateway.Devices.Linux;

/// <summary>What a process was told to be deaf to by the one that started it.</summary>
public static class InheritedSignals
{
    /// <summary>
    /// Makes SIGINT (Ctrl-C) heard again. A script starts what it puts into its background with SIGINT ignored, and .NET leaves an ignored
    /// signal ignored, also for <c>PosixSignalRegistration</c>. To be called before anything listens for signals or prints.
    /// </summary>
    /// <exception cref="DeviceException">The kernel refuses.</exception>
    public static void HearInterrupt()
    {
        if (!OperatingSystem.IsLinux()) return;
        var before = Libc.SetSignal(Libc.Interrupt, Libc.DefaultAction);
        if (before == Libc.SignalError) throw LinuxError.Last("signal", "cannot listen for Ctrl-C", _ => null);
    }
}
