using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

/// <summary>Eddystone's ephemeral ids; the vectors follow eid-computation.md, step by step, with python-cryptography's AES.</summary>
public class EphemeralIdTests
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Identifier Tag = new(IdentifierKinds.KeyName, "app", "tag");

    [Theory]
    [InlineData(10, 65280u, "3439C83A6564BFDF")] // just before the temporary key changes
    [InlineData(10, 66560u, "5BA72A70ACE3470A")] // just after
    [InlineData(0, uint.MaxValue, "CE8B1FBF76C53F8C")]
    [InlineData(15, 1_000_000u, "65F96E4E74176495")]
    public void TheIdFollowsKeyExponentAndTime(int exponent, uint time, string expected)
    {
        using var ids = new EphemeralId(Key(exponent, TimeSpan.Zero));
        Assert.Equal(expected, ids.Of(time >> exponent).ToString("X16", null));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-29, true)]
    [InlineData(29, true)]
    [InlineData(-60, false)]
    [InlineData(60, false)]
    public void AClockMayBeOffByTheToleranceAndNoMore(int minutesOff, bool isFound)
    {
        using var table = new EphemeralIdTable();
        table.Add(Key(10, TimeSpan.FromMinutes(30)), Tag);
        table.Advance(Epoch.AddSeconds(66560 + 512));

        using var ids = new EphemeralId(Key(10, TimeSpan.Zero));
        Assert.Equal(isFound, table.TryFind(ids.Of((66560 + 512 + (minutesOff * 60)) >> 10), out var match));
        Assert.Equal(isFound ? "tag" : null, match.Beacon?.Value);
    }

    [Fact]
    public void TheWindowMovesWithTimeAndWithAClockThatJumps()
    {
        using var table = new EphemeralIdTable();
        var key = Key(4, TimeSpan.FromMinutes(5));
        table.Add(key, Tag);
        using var ids = new EphemeralId(key);

        // Forward second by second across the change of the temporary key, then NTP sets the clock, twice.
        long[] times = [.. Enumerable.Range(65_000, 1_200).Select(second => (long)second), 40_000_000, 20_000];
        foreach (var second in times)
        {
            table.Advance(Epoch.AddSeconds(second));
            Assert.InRange(table.Count, 1, EphemeralIdTable.IdsFor(key));
            Assert.True(table.TryFind(ids.Of((second - 300) >> 4), out _));
            Assert.True(table.TryFind(ids.Of((second + 300) >> 4), out _));
            Assert.False(table.TryFind(ids.Of((second - 332) >> 4), out _));
        }
    }

    [Fact]
    public void ABeaconThatHasNotBegunYetHasItsFirstIdsOnly()
    {
        using var table = new EphemeralIdTable();
        table.Add(Key(10, TimeSpan.FromHours(1)), Tag);
        table.Advance(Epoch.AddYears(-1));
        Assert.Equal(1, table.Count);
    }

    private static BeaconKey Key(int exponent, TimeSpan tolerance) =>
        new(BeaconKeyKind.Eid, "tag", Convert.FromHexString("000102030405060708090a0b0c0d0e0f")) { RotationExponent = exponent, Epoch = Epoch, ClockTolerance = tolerance };
}
