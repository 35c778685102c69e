using EdgeGateway.Events;

namespace EdgeGateway.Hub.Ingest;

/// <summary>A gateway's answer to a request for missing numbers.</summary>
internal sealed record IncomingAnswer(string Store, string Gateway, DateTimeOffset Received, ResendAnswer Answer, byte[] Bytes)
    : Incoming(Store, Gateway, Received, Bytes);
