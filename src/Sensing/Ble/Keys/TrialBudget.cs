namespace EdgeGateway.Sensing;

/// <summary>
/// How much AES strangers may cause: whoever invents resolvable addresses or encrypted frames makes the gateway try its keys. Above
/// the limit they are not tried in this second and counted.
/// </summary>
internal sealed class TrialBudget
{
    /// <summary>Blocks of AES a second, about 1 % of a core here (README, "Measured").</summary>
    public const int BlocksPerSecondMax = 20_000;

    private TimeSpan second;
    private int spent;

    /// <summary>Trials not made.</summary>
    public long Refused { get; private set; }

    public bool TrySpend(int blocks, TimeSpan at)
    {
        if (at - second >= TimeSpan.FromSeconds(1) || at < second)
        {
            (second, spent) = (at, 0);
        }

        if (spent + blocks > BlocksPerSecondMax)
        {
            Refused++;
            return false;
        }

        spent += blocks;
        return true;
    }
}
