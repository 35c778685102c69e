namespace EdgeGateway.Mqtt.Listener;

/// <summary>Someone who may connect.</summary>
public sealed record MqttUser
{
    public required string Name { get; init; }

    /// <summary>Made by <see cref="MqttPasswordHash.Create"/>; the password itself is stored nowhere.</summary>
    public required string PasswordHash { get; init; }

    public MqttTopicRights Rights { get; init; } = new();

    /// <summary>All that is wrong with the user; the key is the place in the configuration.</summary>
    public IEnumerable<string> Problems(string key)
    {
        if (Name.Length == 0)
        {
            yield return $"{key}.name: is empty; give the user a name";
        }

        if (!MqttPasswordHash.IsWellFormed(PasswordHash))
        {
            yield return $"{key}.passwordHash: is not of the form $pbkdf2-sha512$i=N$salt$hash; make one with MqttPasswordHash.Create";
        }

        foreach (var problem in Rights.Problems(key))
        {
            yield return problem;
        }
    }
}
