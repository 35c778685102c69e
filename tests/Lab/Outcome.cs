namespace EdgeGateway.Tests.Lab;

/// <summary>How an experiment ended, as the process's exit code; 77 is what automake's test suites call skipped.</summary>
internal enum Outcome
{
    Passed = 0,
    Failed = 1,
    Skipped = 77,
}
