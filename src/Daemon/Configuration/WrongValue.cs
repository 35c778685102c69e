namespace EdgeGateway.Daemon.Configuration;

/// <summary>A value that does not fit its option.</summary>
/// <param name="Path">Its key in steps; a place in a list is a number.</param>
/// <param name="Sentence">What is wrong with it and what to write instead.</param>
internal sealed record WrongValue(IReadOnlyList<string> Path, string Sentence);
