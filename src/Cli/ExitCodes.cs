namespace EdgeGateway.Cli;

/// <summary>What edgectl returns to the shell; documented in src/Cli/README.md and in the man page.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The question was answered, and the answer is that something is wrong.</summary>
    public const int NotWell = 1;

    /// <summary>The command line could not be understood.</summary>
    public const int Usage = 2;

    /// <summary>The daemon, a file or a program that was needed cannot be reached.</summary>
    public const int Unreachable = 3;
}
