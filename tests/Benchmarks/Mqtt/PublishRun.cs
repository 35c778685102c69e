namespace EdgeGateway.Tests.Benchmarks.Mqtt;

/// <summary>What one publisher reached with one window.</summary>
internal readonly record struct PublishRun(double MessagesPerSecond, double CpuSecondsPer100k, double? BytesPerMessage);
