namespace EdgeGateway.Tests.Benchmarks.Mqtt;

/// <summary>One measurement of a broker: how fast messages went through it, and what it cost the broker's process.</summary>
internal readonly record struct RelayRun(double MessagesPerSecond, double CpuSecondsPer100k);
