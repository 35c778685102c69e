using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGateway.Mqtt.Client;

/// <summary>Whom a client trusts and how it proves itself; remembers in one sentence why a broker was not trusted.</summary>
internal sealed class TlsTrust(MqttClientOptions options, string host)
{
    private const X509ChainStatusFlags UnknownAuthority = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;

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
            Refusal = $"the broker's certificate ({certificate?.Subject}) is not for the name {host}; call it by a name that stands in the certificate";
        else
            Refusal = $"the broker's certificate ({certificate?.Subject}) is not trusted: {Reason(chain)}";
        return false;
    }

    private static string Reason(X509Chain? chain)
    {
        var flags = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status) ?? X509ChainStatusFlags.NoError;
        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid) && chain!.ChainElements.FirstOrDefault(IsOutOfTime) is { } element)
            return TimeReason(element.Certificate, chain);
        if ((flags & UnknownAuthority) != 0)
            return "it comes from an authority that this machine does not know; name the chain's own authority";

        var texts = chain?.ChainStatus.Select(status => status.StatusInformation.Trim().TrimEnd('.')) ?? [];
        return string.Join("; ", texts.Distinct());
    }

    private static bool IsOutOfTime(X509ChainElement element) =>
        element.ChainElementStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.NotTimeValid));

    // Which of the two it is decides who has to act: the technician at this clock, or the broker's operator.
    private static string TimeReason(X509Certificate2 certificate, X509Chain chain)
    {
        var time = chain.ChainPolicy.VerificationTimeIgnored ? TimeProvider.System.GetUtcNow().UtcDateTime : chain.ChainPolicy.VerificationTime;
        var (from, until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        return time < from
            ? string.Create(CultureInfo.InvariantCulture, $"{certificate.Subject} is not valid before {from:u} (checked against {time:u}); is this machine's clock right?")
            : string.Create(CultureInfo.InvariantCulture, $"{certificate.Subject} has expired on {until:u} (checked against {time:u}); it has to be renewed, unless this machine's clock is wrong");
    }
}
