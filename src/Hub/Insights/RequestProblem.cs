namespace EdgeGateway.Hub.Insights;

/// <summary>Why a request was refused.</summary>
internal sealed record RequestProblem(string Problem);
