namespace EdgeGateway.Tests.Benchmarks.Mqtt;

/// <summary>A broker to be measured, in a process of its own.</summary>
internal sealed record RelayBroker(string Name, int Port, Func<TimeSpan> Cpu);
