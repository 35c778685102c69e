namespace EdgeGateway.Cli.Verify;

/// <summary>One direction's people, each in one place: found, missed, or counted the wrong way; and what the sensor counted besides.</summary>
/// <param name="Manual">People the technician saw.</param>
/// <param name="Counted">People the sensor counted.</param>
/// <param name="Found">Seen by both.</param>
/// <param name="Missed">Not counted at all.</param>
/// <param name="Extra">Counted, and nobody was there.</param>
/// <param name="WrongWay">Counted in the other direction.</param>
/// <param name="FromOther">Of the other direction, counted in this one.</param>
internal sealed record DirectionMatch(int Manual, int Counted, int Found, int Missed, int Extra, int WrongWay, int FromOther);
