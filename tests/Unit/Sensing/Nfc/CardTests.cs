using System.Text;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Unit.Sensing.Nfc;

/// <summary>Type 4 tags and phones with a loyalty application, through the simulated chip's InDataExchange.</summary>
public sealed class CardTests
{
    private const string Aid = "F0010203040506";
    private static readonly byte[] Uid = [0x04, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66];
    private static readonly byte[] Phone = [0x08, 1, 2, 3];

    [Theory]
    [InlineData(0x0F, 262)]
    [InlineData(0x3B, 262)]
    [InlineData(0xFF, 20)] // the chip hands each answer over in parts
    public void Type4TagIsReadInPiecesOfAnySize(int readBytesMax, int partMax)
    {
        var uri = "https://club.example/" + new string('7', 450);
        var bench = new NfcBench();
        bench.Chip.AnswerPartMax = partMax;
        bench.Chip.Present(new SimulatedCard(Uid).WithMessage(NdefWriter.Uri(uri), readBytesMax));
        Assert.Equal(new Identifier("ndef-uri", "club", uri), Tap(bench).Identifier);
    }

    [Fact]
    public void PhoneTellsItsNumberWhenItsApplicationIsSelected()
    {
        var bench = Bench("");
        bench.Chip.Present(new SimulatedCard(Phone).With(Aid, command => command.Length == 0 ? "2912345678906"u8.ToArray() : null));
        Assert.Equal(new Identifier("code", "club", "2912345678906"), Tap(bench).Identifier);
    }

    [Fact]
    public void PhoneTellsItsNumberToTheConfiguredCommand()
    {
        var bench = Bench("80CA000000");
        bench.Chip.Present(new SimulatedCard(Phone).With(Aid, command => command is [] ? [] : command is [0x80, 0xCA, 0, 0, 0] ? "2907"u8.ToArray() : null));
        Assert.Equal("2907", Tap(bench).Identifier!.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("80CA000000")]
    public void PhoneWithoutTheApplicationIsATapWithoutIdentifier(string command)
    {
        var bench = Bench(command);
        bench.Chip.Present(new SimulatedCard(Phone).With("A0000000031010", _ => [1, 2, 3]));
        Assert.Null(Tap(bench).Identifier);
    }

    [Fact]
    public void NumberOfNoProgrammeStaysHere()
    {
        var bench = Bench("");
        bench.Chip.Present(new SimulatedCard(Phone).With(Aid, _ => "4711"u8.ToArray()));
        Assert.Null(Tap(bench).Identifier);
    }

    [Fact]
    public void NothingLeavesInTheCountTier()
    {
        var bench = new NfcBench(PrivacyTier.Count, new PhoneApplicationOptions[] { new() { Aid = Aid } });
        bench.Chip.Present(new SimulatedCard(Phone).With(Aid, _ => "2907"u8.ToArray()));
        Assert.Null(Tap(bench).Identifier);
    }

    [Fact]
    public void AnswerThatIsNoTextIsItsHexDigits()
    {
        Assert.Equal("29ff", PhoneApplication.TextOf([0x29, 0xFF]));
        Assert.Equal("0a", PhoneApplication.TextOf([0x0A]));
        Assert.Equal("Zoë", PhoneApplication.TextOf(Encoding.UTF8.GetBytes("Zoë")));
        Assert.Equal("", PhoneApplication.TextOf([]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void CardThatAnswersAnythingEndsInATapAndNeverInAnException(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            var bench = Bench("80CA000000");
            bench.Chip.AnswerPartMax = random.Next(1, 263);
            bench.Chip.Present(new SimulatedCard(Uid).With("D2760000850101", _ => Bytes(random)).With(Aid, _ => Bytes(random)));
            Assert.All(bench.RunFor(1).OfType<Tap>(), tap => Assert.True(tap.Identifier is null or { Programme: "club" }));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void AnyCapabilityContainerIsUnderstoodOrRefused(int seed)
    {
        var random = new Random(seed);
        byte[] good = [0, 15, 0x20, 0, 0x3B, 0, 0x34, 4, 6, 0xE1, 0x04, 0x01, 0x00, 0, 0];
        Assert.True(TypeFourCapability.TryRead(good, out var read));
        Assert.Equal(new TypeFourCapability(0x3B, 0xE104, 256, IsReadable: true, IsWritable: true), read);
        for (var i = 0; i < 100_000; i++)
        {
            var bytes = good.AsSpan(0, random.Next(good.Length + 1)).ToArray();
            for (var changes = random.Next(4); changes > 0 && bytes.Length > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            if (TypeFourCapability.TryRead(bytes, out var capability))
                Assert.InRange(capability.ReadBytesMax, TypeFourCapability.Bytes, 240);
        }
    }

    [Fact]
    public void WrongApplicationIsNamedWithItsKey() => Assert.Equal(
        ["x.aid:", "x.command:"], new PhoneApplicationOptions { Aid = "F0", Command = "zz" }.Problems("x").Select(problem => problem.Split(' ')[0]));

    private static NfcBench Bench(string command) => new(PrivacyTier.Consented, new PhoneApplicationOptions[] { new() { Aid = Aid, Command = command } });

    private static Tap Tap(NfcBench bench) => Assert.Single(bench.RunFor(3).OfType<Tap>());

    private static byte[]? Bytes(Random random)
    {
        var bytes = new byte[random.Next(300)];
        random.NextBytes(bytes);
        return random.Next(4) == 0 ? null : bytes;
    }
}
