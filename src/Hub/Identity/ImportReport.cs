namespace EdgeGateway.Hub.Identity;

/// <summary>What an import has taken over and what not.</summary>
/// <param name="TakenOver">False when a file could not be read at all and the customers of before stay in force.</param>
/// <param name="ProblemCount">All of them, of which <paramref name="Problems"/> has the first <see cref="ProblemsMax"/>.</param>
internal sealed record ImportReport(
    DateTimeOffset At, bool TakenOver, int Customers, int Identifiers, int ProblemCount, IReadOnlyList<ImportProblem> Problems)
{
    public const int ProblemsMax = 200;
}
