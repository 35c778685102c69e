using System.Globalization;

namespace EdgeGateway.Tests.Lab.Guest;

/// <summary>What the host tells the guest when it is to run the complete gateway.</summary>
/// <param name="BrokerPort">On the host's loopback.</param>
/// <param name="IsBlind">Without sensors: only what waits is delivered.</param>
/// <param name="Seed">For the guest's random numbers.</param>
internal sealed record GatewayOrder(int BrokerPort, bool IsBlind, int Seed)
{
    public const string Word = "gateway";

    public static GatewayOrder Read(string line)
    {
        var words = line.Split(' ');
        return new GatewayOrder(int.Parse(words[1], CultureInfo.InvariantCulture), bool.Parse(words[2]), int.Parse(words[3], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Word} {BrokerPort} {IsBlind} {Seed}");
}
