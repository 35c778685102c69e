using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EdgeGateway.Events;

namespace EdgeGateway.Uplink;

/// <summary>Reads what the hub asks for and writes what it is answered; bad bytes are an ordinary outcome.</summary>
internal static class ResendJson
{
    /// <summary>No longer request is read and no longer answer is sent; it is what the hub reads.</summary>
    public const int BytesMax = 64 * 1024;

    public static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out ResendRequest? request, out string problem)
    {
        (request, problem) = (null, $"a request has 1 to {BytesMax} bytes, this one has {json.Length}");
        if (json.Length is 0 or > BytesMax)
        {
            return false;
        }

        try
        {
            request = JsonSerializer.Deserialize(json, EventJsonContext.Default.ResendRequest);
            problem = request is null ? "the request is null" : request.Problem();
        }
        catch (JsonException wrong)
        {
            problem = $"the request cannot be read: {wrong.Message}";
        }

        return problem.Length == 0;
    }

    public static byte[] Write(ResendAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, EventJsonContext.Default.ResendAnswer);
}
