using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using MqttClientOptions = EdgeGateway.Mqtt.MqttClientOptions;

namespace EdgeGateway.Adapters.MqttNet;

/// <summary>Our connect options as MQTTnet's.</summary>
internal static class OptionsMapping
{
    public static MQTTnet.MqttClientOptions Theirs(MqttClientOptions options)
    {
        var builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithConnectionUri(options.Server)
            .WithClientId(options.ClientId)
            .WithCleanStart(options.CleanStart)
            .WithSessionExpiryInterval(MessageMapping.Seconds(options.SessionExpiry))
            .WithKeepAlivePeriod(options.KeepAlive)
            .WithReceiveMaximum(options.ReceiveMaximum)
            .WithMaximumPacketSize((uint)options.PacketBytesMax)
            .WithTimeout(options.ConnectTimeout);
        if (options.UserName is { } user)
        {
            builder.WithCredentials(user, options.Password.ToArray());
        }

        if (options.Server.Scheme is "mqtts" or "wss")
        {
            builder.WithTlsOptions(tls => Secure(tls, options));
        }

        if (options.Will is { } will)
        {
            builder.WithWillTopic(will.Topic).WithWillPayload(will.Payload.ToArray()).WithWillRetain(will.Retain)
                .WithWillQualityOfServiceLevel((MqttQualityOfServiceLevel)will.Qos);
        }

        return builder.Build();
    }

    private static void Secure(MqttClientTlsOptionsBuilder tls, MqttClientOptions options)
    {
        tls.UseTls().WithTargetHost(options.Server.Host).WithCertificateValidationHandler(shown => IsTrusted(shown, options));
        if (options.ClientCertificate is { } own)
        {
            tls.WithClientCertificates(new X509Certificate2Collection(own));
        }
    }

    // The name must be right in any case; only whom to trust, and at what time, is ours to say.
    private static bool IsTrusted(MqttClientCertificateValidationEventArgs shown, MqttClientOptions options)
    {
        if (options.Authorities is null && options.CertificateTime is null)
        {
            return shown.SslPolicyErrors == SslPolicyErrors.None;
        }

        if ((shown.SslPolicyErrors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0 || shown.Certificate is null)
        {
            return false;
        }

        using var certificate = new X509Certificate2(shown.Certificate);
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var sent in shown.Chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(sent.Certificate);
        }

        if (options.Authorities is { } authorities)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        if (options.CertificateTime is { } time)
        {
            chain.ChainPolicy.VerificationTime = time.UtcDateTime;
        }

        return chain.Build(certificate);
    }
}
