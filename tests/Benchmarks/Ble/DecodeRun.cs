namespace EdgeGateway.Tests.Benchmarks.Ble;

/// <summary>One round: advertisements per second, bytes allocated for each.</summary>
internal readonly record struct DecodeRun(double PerSecond, double BytesEach);
