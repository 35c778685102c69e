using EdgeGateway.Control;

namespace EdgeGateway.Cli;

/// <summary>One sentence on standard error instead of a stack trace.</summary>
internal static class Complaint
{
    public static async Task<int> CatchAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (ControlException problem)
        {
            return Print(problem.Message, ExitCodes.Unreachable);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Print(problem.Message, ExitCodes.Unreachable);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how one leaves.
            return ExitCodes.Success;
        }
    }

    public static int Print(string sentence, int exitCode)
    {
        Console.Error.WriteLine($"edgectl: {sentence}");
        return exitCode;
    }
}
