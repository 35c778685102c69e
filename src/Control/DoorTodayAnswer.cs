namespace EdgeGateway.Control;

/// <summary>What a door has counted on the business day under way.</summary>
/// <param name="Passages">Counted without a direction; null where nothing does.</param>
/// <param name="In">Everybody; customers are In − StaffIn − ClosedIn.</param>
public sealed record DoorTodayAnswer(int In, int Out, int UTurns, int StaffIn, int StaffOut, int ClosedIn, int ClosedOut, double BlindSeconds, int? Passages = null);
