using System.Text.Json.Nodes;

namespace EdgeGateway.Daemon.Configuration;

/// <summary>One place that settings come from; a later layer wins key by key.</summary>
/// <param name="Name">What a problem is reported under: a file's path, <c>environment</c> or <c>command line</c>.</param>
internal sealed record ConfigurationLayer(string Name, JsonObject Keys);
