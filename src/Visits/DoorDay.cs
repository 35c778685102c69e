namespace EdgeGateway.Visits;

/// <summary>One business day of all doors.</summary>
/// <param name="Date">Null while the wall clock is not to be trusted.</param>
/// <param name="Occupancy">Customers inside, as an estimate: in minus out since the store was last empty, never below zero.</param>
/// <param name="IsEmptied">The occupancy was set to zero at closing time.</param>
public sealed record DoorDay(DateOnly? Date, IReadOnlyList<DoorSums> Doors, int Occupancy, bool IsEmptied);
