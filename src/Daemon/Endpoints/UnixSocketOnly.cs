namespace EdgeGateway.Daemon.Endpoints;

/// <summary>What may carry an identifier, or costs the gateway work, is for whoever may open the Unix socket.</summary>
internal static class UnixSocketOnly
{
    /// <summary>Refuses a call that came over TCP.</summary>
    /// <param name="sentence">What to do instead.</param>
    public static async Task<bool> RefusesAsync(HttpContext call, string sentence)
    {
        if (call.Connection.LocalIpAddress is null)
        {
            return false;
        }

        await RefuseAsync(call, StatusCodes.Status403Forbidden, sentence);
        return true;
    }

    public static Task RefuseAsync(HttpContext call, int status, string sentence)
    {
        call.Response.StatusCode = status;
        return call.Response.WriteAsync(sentence + "\n", call.RequestAborted);
    }
}
