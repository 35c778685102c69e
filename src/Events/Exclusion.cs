namespace EdgeGateway.Events;

/// <summary>Why somebody who went through a door is no customer. The crossing stays an event and stays in the totals.</summary>
public enum Exclusion
{
    /// <summary>It coincides with the tag of somebody who works here.</summary>
    Staff,

    /// <summary>The store was closed.</summary>
    Closed,
}
