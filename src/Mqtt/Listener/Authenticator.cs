using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace EdgeGateway.Mqtt.Listener;

/// <summary>
/// Says whether a name and password are right. PBKDF2 is slow on purpose: one check at a time, so that a flood of guesses keeps one
/// core busy and not all; and a password that was right once is remembered as a keyed hash, so that a store's reconnect costs nothing.
/// </summary>
internal sealed class Authenticator(MqttListenerOptions options) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, byte[]> rightOnce = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MqttUser> users = options.Users.ToDictionary(user => user.Name, StringComparer.Ordinal);

    // An unknown name takes as long as a wrong password, or names could be guessed by the clock.
    private readonly string unknownHash = MqttPasswordHash.Create("-"u8);

    /// <summary>The client's rights; null when it is refused with <c>Reason</c>.</summary>
    public async ValueTask<(ClientRights? Rights, ReasonCode Reason)> CheckAsync(ConnectRequest request, CancellationToken stopping)
    {
        if (request.UserName is null)
        {
            return options.AllowAnonymous
                ? (new ClientRights(options.AnonymousRights, request.ClientId, null), ReasonCode.Success)
                : (null, ReasonCode.NotAuthorized);
        }

        users.TryGetValue(request.UserName, out var user);
        if (!await IsRightAsync(user, request, stopping) || user is null)
        {
            return (null, ReasonCode.BadUserNameOrPassword);
        }

        return (new ClientRights(user.Rights, request.ClientId, user.Name), ReasonCode.Success);
    }

    public void Dispose() => turn.Dispose();

    private async ValueTask<bool> IsRightAsync(MqttUser? user, ConnectRequest request, CancellationToken stopping)
    {
        var keyed = HMACSHA256.HashData(key, request.Password);
        if (user is not null && rightOnce.TryGetValue(user.Name, out var known) && CryptographicOperations.FixedTimeEquals(known, keyed))
        {
            return true;
        }

        await turn.WaitAsync(stopping);
        try
        {
            var isRight = await Task.Run(() => MqttPasswordHash.Matches(request.Password, user?.PasswordHash ?? unknownHash), stopping);
            if (isRight && user is not null)
            {
                rightOnce[user.Name] = keyed;
            }

            return isRight;
        }
        finally
        {
            turn.Release();
        }
    }
}
