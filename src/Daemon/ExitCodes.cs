namespace EdgeGateway.Daemon;

/// <summary>What the daemon returns to systemd (sysexits.h where there is a number for it).</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>EX_USAGE.</summary>
    public const int Usage = 64;

    /// <summary>EX_NOINPUT: <c>--check</c> cannot read a file of the configuration.</summary>
    public const int Unreadable = 66;

    /// <summary>EX_OSERR: the surroundings forbid it; a restart may help.</summary>
    public const int Surroundings = 71;

    /// <summary>EX_CONFIG: only a human can mend it, so the unit does not restart on this one.</summary>
    public const int Configuration = 78;

    /// <summary>An export was written, and something in the file was lost.</summary>
    public const int Partly = 1;
}
