namespace EdgeGateway.Tests.Lab.Machine;

/// <summary>A booted machine whose program waits for its order; copies of it start in a tenth of a second instead of booting.</summary>
internal sealed class SavedMachine
{
    private readonly VirtualPi pi;
    private readonly Workshop workshop;
    private readonly MachineOptions options;

    private SavedMachine(VirtualPi pi, Workshop workshop, MachineOptions options) => (this.pi, this.workshop, this.options) = (pi, workshop, options);

    public static async Task<SavedMachine> BootAsync(VirtualPi pi, Workshop workshop, MachineOptions options, CancellationToken stopping)
    {
        using var qemu = await Qemu.StartAsync(options.Arguments(pi, workshop, isCopy: false), workshop, stopping);
        var said = "";
        try
        {
            while (said != "ready")
            {
                said = await qemu.HearAsync(stopping);
            }
        }
        catch (Exception silent) when (silent is TimeoutException or IOException)
        {
            throw new IOException($"the virtual Pi did not come up: {said} {await File.ReadAllTextAsync(workshop.Of("console"), stopping)}", silent);
        }

        await qemu.AskAsync($$$"""{"execute":"migrate","arguments":{"uri":"exec:cat > {{{workshop.Of("state")}}}"}}""", stopping);
        while (!(await qemu.AskAsync("""{"execute":"query-migrate"}""", stopping)).Contains("\"completed\"", StringComparison.Ordinal))
        {
            await Task.Delay(20, stopping); // QMP has no question that waits for the end
        }

        return new SavedMachine(pi, workshop, options);
    }

    /// <summary>A copy that has just received its order.</summary>
    public async Task<Qemu> ResumeAsync(string order, CancellationToken stopping)
    {
        var qemu = await Qemu.StartAsync(options.Arguments(pi, workshop, isCopy: true), workshop, stopping);
        await qemu.AskAsync($$$"""{"execute":"migrate-incoming","arguments":{"uri":"exec:cat {{{workshop.Of("state")}}}"}}""", stopping);
        await qemu.TellAsync(order, stopping);
        return qemu;
    }
}
