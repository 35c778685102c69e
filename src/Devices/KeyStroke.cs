namespace EdgeGateway.Devices;

/// <summary>A key that went down or up.</summary>
/// <param name="At">The kernel's timestamp, on <see cref="IClock.SinceBoot"/>.</param>
/// <param name="Code">The key's place on the keyboard (include/uapi/linux/input-event-codes.h), not its letter; <see cref="Lost"/> when keys are missing here.</param>
public readonly record struct KeyStroke(TimeSpan At, int Code, bool IsDown)
{
    /// <summary>The kernel's buffer overran (SYN_DROPPED): what was being typed is not to be trusted.</summary>
    public const int Lost = 0;
}
