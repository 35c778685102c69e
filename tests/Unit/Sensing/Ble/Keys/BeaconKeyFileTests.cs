using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

public class BeaconKeyFileTests
{
    private const string Secret = "000102030405060708090a0b0c0d0e0f";

    private static readonly ProgrammeOptions Staff = new() { Name = "staff", EidClockTolerance = TimeSpan.FromMinutes(5) };

    [Fact]
    public void EachKindIsRead()
    {
        var keys = Read($"""
            # the staff's

            eid tag-1 {Secret} exponent=4 epoch=2026-01-02T03:04:05Z
              irk	anna {Secret.ToUpperInvariant()}
            bthome fridge {Secret} address=54:48:E6:8F:80:A5
            bthome shelf plain address=54-48-e6-8f-80-a6
            """);

        Assert.Equal(["Eid tag-1", "Irk anna", "BtHome fridge", "BtHome shelf"], keys.Select(key => key.ToString()));
        Assert.Equal((4, TimeSpan.FromMinutes(5), "staff"), (keys[0].RotationExponent, keys[0].ClockTolerance, keys[0].Programme));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), keys[0].Epoch);
        Assert.Equal((0x5448E68F80A5ul, 0x5448E68F80A6ul), (keys[2].Address.Value, keys[3].Address.Value));
    }

    [Theory]
    [InlineData("eid tag-1")]
    [InlineData("rot13 tag-1 000102030405060708090a0b0c0d0e0f")]
    [InlineData("eid tag-1 000102030405060708090a0b0c0d0e")]
    [InlineData("irk tag-1 000102030405060708090a0b0c0d0e0x")]
    [InlineData("irk tag-1 plain")]
    [InlineData("eid tag-1 000102030405060708090a0b0c0d0e0f exponent=16")]
    [InlineData("eid tag-1 000102030405060708090a0b0c0d0e0f epoch=yesterday")]
    [InlineData("bthome tag-1 000102030405060708090a0b0c0d0e0f")]
    [InlineData("bthome tag-1 000102030405060708090a0b0c0d0e0f address=54:48:E6:8F:80")]
    public void WhatIsWrongIsSaidWithItsLineAndWithoutTheKey(string line)
    {
        var problems = new List<string>();
        Assert.Empty(BeaconKeyFile.Parse("# keys\n" + line, Staff, problems));

        Assert.StartsWith("line 2: ", Assert.Single(problems), StringComparison.Ordinal);
        Assert.DoesNotContain("0102030405", problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void AKeyIsInNoText() => Assert.DoesNotContain("0102", Read($"irk anna {Secret}")[0].ToString(), StringComparison.Ordinal);

    [Fact]
    public void AFileWithoutEndEnds()
    {
        var problems = new List<string>();
        BeaconKeyFile.Parse(string.Concat(Enumerable.Repeat("\n", BeaconKeyFile.LinesMax + 5)) + new string('x', 100_000), Staff, problems);
        Assert.Equal($"has more than {BeaconKeyFile.LinesMax} lines", Assert.Single(problems));
    }

    private static IReadOnlyList<BeaconKey> Read(string text)
    {
        var problems = new List<string>();
        var keys = BeaconKeyFile.Parse(text, Staff, problems);
        Assert.Empty(problems);
        return keys;
    }
}
