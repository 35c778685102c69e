using EdgeGateway.Events;

namespace EdgeGateway.Hub.Configuration;

/// <summary>Somebody who may connect to the embedded broker: one gateway, or an observer who may read everything.</summary>
public sealed record BrokerUser
{
    public string Name { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>Instead of the password, so that the configuration holds no secret; as the embedded broker's own hash.</summary>
    public string PasswordHash { get; init; } = "";

    /// <summary>With <see cref="Gateway"/>: may speak for this gateway and for no other.</summary>
    public string Store { get; init; } = "";

    public string Gateway { get; init; } = "";

    /// <summary>May read everything and publish nothing.</summary>
    public bool Observer { get; init; }

    public IEnumerable<string> Problems(string key)
    {
        if (Name.Length == 0)
        {
            yield return $"{key}.name: is empty; name the user";
        }

        if ((Password.Length == 0) == (PasswordHash.Length == 0))
        {
            yield return $"{key}.passwordFile: give either this, a file that holds the password, or {key}.passwordHash";
        }

        if (Observer == (Store.Length > 0 || Gateway.Length > 0))
        {
            yield return $"{key}: give either store and gateway, or observer: true";
        }
        else if (!Observer && !(Topics.IsName(Store) && Topics.IsName(Gateway)))
        {
            yield return $"{key}.store: store and gateway are 1 to 64 of a-z, 0-9 and '-'";
        }
    }
}
