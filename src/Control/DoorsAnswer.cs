namespace EdgeGateway.Control;

/// <summary>The doors in one look.</summary>
/// <param name="Day">The business day that the sums belong to; null while the clock is not synchronised.</param>
/// <param name="Occupancy">Customers inside, as an estimate: in minus out since the store was empty; every miscount stays in it until closing time.</param>
/// <param name="Drift">Empty, or why the counts are not to be believed.</param>
public sealed record DoorsAnswer(string Store, string Gateway, string Version, DateOnly? Day, int Occupancy, string Drift, IReadOnlyList<DoorAnswer> Doors);
