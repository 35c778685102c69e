using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Unit.Sensing.Nfc;

/// <summary>More than one card, and more than one kind of card.</summary>
public sealed class FieldTests
{
    private static readonly byte[] Idm = [0x01, 0x2E, 0x4C, 0xD5, 0x27, 0x11, 0x22, 0x33];
    private static readonly byte[] Pupi = [0xD1, 0x22, 0x33, 0x44];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public void EveryCardOfAPurseIsOneTap(int cards)
    {
        var bench = new NfcBench(uids: "*");
        bench.Chip.Present([.. Enumerable.Range(1, cards).Select(Card)]);
        var taps = Taps(bench.RunFor(60));
        Assert.Equal(
            Enumerable.Range(1, cards).Select(i => Convert.ToHexStringLower(Card(i).Uid)),
            taps.Select(tap => tap.Identifier!.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void CardThatCannotBeReadDoesNotHoldUpItsNeighbour()
    {
        var bench = new NfcBench(uids: "10203002");
        bench.Chip.Present(new DumbTag(), Card(2));
        Assert.Equal("10203002", Assert.Single(Taps(bench.RunFor(10))).Identifier!.Value);
    }

    [Fact]
    public void CardThatIsHeldBadlyAtFirstIsReadAllTheSame()
    {
        var bench = new NfcBench();
        bench.Chip.Present(new ShakyTag());
        Assert.Equal("https://club.example/4711", Assert.Single(Taps(bench.RunFor(5))).Identifier!.Value);
    }

    [Fact]
    public void ThirdCardHasItsTurnBesideOneThatCannotBeRead()
    {
        var bench = new NfcBench(uids: ["10203002", "10203003"]);
        bench.Chip.Present(new DumbTag(), Card(2), Card(3));
        Assert.Equal(2, Taps(bench.RunFor(10)).Count);
    }

    [Fact]
    public void SecondCardIsATapWhileTheFirstLiesThere()
    {
        var bench = new NfcBench(uids: "*");
        bench.Chip.Present(Card(1));
        var taps = Taps(bench.RunFor(60, (20, () => bench.Chip.Present(Card(1), Card(2))), (40, () => bench.Chip.Present(Card(1)))));
        Assert.Equal([Convert.ToHexStringLower(Card(1).Uid), Convert.ToHexStringLower(Card(2).Uid)], taps.Select(tap => tap.Identifier!.Value));
    }

    [Fact]
    public void FeliCaIsKnownByItsIdm()
    {
        var tap = Single(SimulatedIdCard.FeliCa(Idm), "012e4cd527112233");
        Assert.Equal(("felica", "012e4cd527112233"), (tap.Technology, tap.Identifier!.Value));
        Assert.Equal("012e4cd527112233", Single(SimulatedIdCard.FeliCa(Idm), "*").Identifier!.Value);
        Assert.Null(Single(SimulatedIdCard.FeliCa(Idm), "012e4cd527112234").Identifier);
    }

    [Fact]
    public void NumberThatFeliCaPhonesDrawIdentifiesNobody() =>
        Assert.Null(Single(SimulatedIdCard.FeliCa([0x01, 0xFE, 1, 2, 3, 4, 5, 6]), "*").Identifier);

    [Fact]
    public void PupiIsAnIdentifierOnlyWhereAProgrammeNamesIt()
    {
        var tap = Single(SimulatedIdCard.TypeB(Pupi), "d1223344");
        Assert.Equal(("iso14443b", "d1223344"), (tap.Technology, tap.Identifier!.Value));
        Assert.Null(Single(SimulatedIdCard.TypeB(Pupi), "*").Identifier);
    }

    [Fact]
    public void CardThatDrawsAnotherPupiIsTheSameTap()
    {
        var bench = new NfcBench();
        Assert.Single(Taps(bench.RunFor(4, (0, () => bench.Chip.Present(SimulatedIdCard.TypeB(Pupi))), (1, () => bench.Chip.Present(SimulatedIdCard.TypeB([1, 2, 3, 4]))))));
    }

    [Fact]
    public void MifareClassicIsKnownByItsUidAlone()
    {
        var tap = Single(SimulatedIdCard.MifareClassic([0xDE, 0xAD, 0xBE, 0xEF]), "deadbeef");
        Assert.Equal(("iso14443a", "deadbeef"), (tap.Technology, tap.Identifier!.Value));
    }

    [Fact]
    public void CardsOfEveryKindAtOnceAreATapEach()
    {
        var bench = new NfcBench(uids: "*");
        bench.Chip.Present(SimulatedIdCard.FeliCa(Idm), Card(1), SimulatedIdCard.TypeB(Pupi), Card(2));
        var taps = Taps(bench.RunFor(30));
        Assert.Equal(["felica", "iso14443a", "iso14443a", "iso14443b"], taps.Select(tap => tap.Technology).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void NothingOfThemLeavesInTheCountTier()
    {
        var bench = new NfcBench(PrivacyTier.Count, "*", "012e4cd527112233", "d1223344");
        bench.Chip.Present(SimulatedIdCard.FeliCa(Idm), SimulatedIdCard.TypeB(Pupi), Card(1));
        Assert.All(Taps(bench.RunFor(5)), tap => Assert.Null(tap.Identifier));
    }

    private static Tap Single(ISimulatedTag card, string uid)
    {
        var bench = new NfcBench(uids: uid);
        bench.Chip.Present(card);
        return Assert.Single(Taps(bench.RunFor(8)));
    }

    private static SimulatedIdCard Card(int number) => SimulatedIdCard.MifareClassic([0x10, 0x20, 0x30, (byte)number]);

    private static List<Tap> Taps(List<Sighting> said) => [.. said.OfType<Tap>()];

    /// <summary>It says that it has Type 2 memory, and answers no command.</summary>
    private sealed class DumbTag : ISimulatedTag
    {
        public byte[] Uid => [0x04, 1, 2, 3, 4, 5, 6];
    }

    /// <summary>Its first answers do not arrive.</summary>
    private sealed class ShakyTag : ISimulatedTag
    {
        private readonly SimulatedTag tag = new([0x04, 1, 2, 3, 4, 5, 6], [0xD1, 0x01, 0x12, 0x55, 0x04, .. "club.example/4711"u8]);
        private int asked;

        public byte[] Uid => tag.Uid;

        public byte[]? Answer(ReadOnlySpan<byte> command) => ++asked <= 2 ? null : tag.Answer(command);
    }
}
