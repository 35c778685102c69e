namespace EdgeGateway.Cli.Verify;

/// <summary>What a certificate's own check says.</summary>
/// <param name="Certificate">Null when it cannot be read.</param>
internal sealed record CertificateVerdict(Certificate? Certificate, bool IsUnchanged, string Sentence);
