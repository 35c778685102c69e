namespace EdgeGateway.Hub.Identity;

/// <summary>A row that was left out, or a file that could not be read.</summary>
/// <param name="Line">The file's line, counted from 1; 0 for the file as a whole.</param>
/// <param name="Message">What is wrong and what would help. Quotes no cell: rows hold people's names.</param>
internal sealed record ImportProblem(string File, long Line, string Message);
