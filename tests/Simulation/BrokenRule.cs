namespace EdgeGateway.Tests.Simulation;

/// <summary>The negative controls: one rule of the product is broken, and the simulation has to notice.</summary>
public enum BrokenRule
{
    None,

    /// <summary>The disk says "durable" and forgets the last commit at a crash.</summary>
    DiskForgets,

    /// <summary>Events are removed on the broker's PUBACK, and the broker forgets.</summary>
    RemovedOnPuback,

    /// <summary>After a restart with an empty outbox the numbers begin anew in the same epoch.</summary>
    NumbersBeginAnew,

    /// <summary>The hub gives its word before the commit.</summary>
    WordBeforeCommit,

    /// <summary>The hub promises one number more than it has.</summary>
    WordTooFar,

    /// <summary>What a cap removes is not entered in the drop ledger.</summary>
    DropsUnsaid,

    /// <summary>Live events are not told to the uplink, which sends its backlog first.</summary>
    BacklogFirst,

    /// <summary>An identifier that no programme names goes past the gate of the privacy tier.</summary>
    IdentifierLeaks,
}
