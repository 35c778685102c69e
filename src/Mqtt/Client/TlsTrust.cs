using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGateway.Mqtt.Client;

/// <summary>Whom a client trusts and how it proves itself; remembers in one sentence why a broker was not trusted.</summary>
internal sealed class TlsTrust(MqttClientOptions options, string host)
{
    /// <summary>Set when the broker's certificate was refused.</summary>
    public string? Refusal { get; private set; }

    public SslClientAuthenticationOptions ToOptions()
    {
        var chain = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (options.Authorities is { } authorities)
        {
            chain.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.CustomTrustStore.AddRange(authorities);
        }

        if (options.CertificateTime is { } time) chain.VerificationTime = time.UtcDateTime;

        return new SslClientAuthenticationOptions
        {
            TargetHost = host,
            CertificateChainPolicy = chain,
            RemoteCertificateValidationCallback = Judge,
            ClientCertificateContext = options.ClientCertificate is { } own
                ? SslStreamCertificateContext.Create(own, additionalCertificates: null, offline: true)
                : null,
        };
    }

    private bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;

        if ((errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0)
            Refusal = "the broker has no certificate";
        else if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
            Refusal = $"the broker's certificate ({certificate?.Subject}) is not for the name {host}";
        else
            Refusal = $"the broker's certificate ({certificate?.Subject}) is not trusted: {Statuses(chain)}";
        return false;
    }

    private static string Statuses(X509Chain? chain)
    {
        var texts = chain?.ChainStatus.Select(status => status.StatusInformation.Trim().TrimEnd('.')) ?? [];
        var sentence = string.Join("; ", texts.Distinct());
        if (chain?.ChainStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.NotTimeValid)) != true) return sentence;

        var time = chain.ChainPolicy.VerificationTimeIgnored ? TimeProvider.System.GetUtcNow().UtcDateTime : chain.ChainPolicy.VerificationTime;
        return string.Create(CultureInfo.InvariantCulture, $"{sentence} (checked against {time:u}; is this machine's clock right?)");
    }
}
