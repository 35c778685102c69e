namespace EdgeGateway.Tests.Unit.Hub;

/// <summary>A clock that stands still until a test lets time pass.</summary>
internal sealed class ManualTime : TimeProvider
{
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Pass(TimeSpan time) => _passed += time;

    public override long GetTimestamp() => _passed.Ticks;

    public override DateTimeOffset GetUtcNow() => HubFixture.Morning + _passed;
}
