using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Devices;

/// <summary>The simulated PN532 against frames written from NXP UM0701-02.</summary>
public sealed class Pn532ChipTests
{
    private const string Ack = "0000ff00ff00";
    private const string WakeUp = "55550000000000000000000000000000";
    private static readonly byte[] Uid = [0x04, 0xA2, 0x3C, 0x52, 0xD7, 0x5C, 0x80];

    private readonly List<string> sent = [];
    private readonly SimulatedPn532 chip;

    public Pn532ChipTests() => chip = new SimulatedPn532((bytes, _) => sent.Add(Convert.ToHexStringLower(bytes)));

    [Fact]
    public void SleepingChipHearsNothingUntilItIsWoken()
    {
        Host("0000ff02fed4022a00");
        Assert.Empty(sent);
        Host(WakeUp + "0000ff02fed4022a00");
        Assert.Equal([Ack, "0000ff06fad50332010607e800"], sent);
    }

    [Fact]
    public void GarbledCommandIsAskedForAgain()
    {
        Host(WakeUp + "0000ff02fed4022b00");
        Assert.Equal(["0000ffff0000"], sent);
    }

    [Fact]
    public void LastAnswerIsRepeatedOnRequest()
    {
        Host(WakeUp + "0000ff02fed4022a00" + "0000ffff0000");
        Assert.Equal(sent[1], sent[2]);
    }

    [Fact]
    public void UnknownCommandIsASyntaxError()
    {
        Assert.Equal("7f", Command("ee"));
        Assert.Equal("7f", Command("4a"));
    }

    [Theory]
    [InlineData("00006c69626e6663", "d501006c69626e6663")] // Diagnose: the line
    [InlineData("0001", "d50100")] // ROM
    [InlineData("0002", "d50100")] // RAM
    [InlineData("04", "d50500000000")] // GetGeneralStatus
    [InlineData("1214", "d513")] // SetParameters
    [InlineData("1401", "d515")] // SAMConfiguration
    [InlineData("3205ff0101", "d533")] // RFConfiguration
    [InlineData("5200", "d55300")] // InRelease
    [InlineData("4400", "d54500")] // InDeselect
    [InlineData("40013004", "d54127")] // InDataExchange without a selected tag
    public void PlainCommandsAreAnswered(string command, string answer) => Assert.Equal(answer, Command(command));

    [Fact]
    public void RegistersKeepWhatIsWritten()
    {
        Assert.Equal("d509", Command("08" + "630280" + "630307"));
        Assert.Equal("d507" + "80" + "07" + "00", Command("06" + "6302" + "6303" + "6304"));
    }

    [Fact]
    public void TagIsListedReadAndWritten()
    {
        chip.Present(Uid, [0xD1, 0x01, 0x02, 0x55, 0x04, 0x61]);
        Assert.Equal("d54b01" + "01004400" + "07" + "04a23c52d75c80", Command("4a0100"));
        Assert.Equal("d54100" + "04a23c1252d75c8059480000e1100600", Command("40013000"));
        Assert.StartsWith("d54100" + "0306d101025504" + "61fe", Command("40013004"), StringComparison.Ordinal);
        Assert.Equal("d54100", Command("4001a204030000fe"));
        Assert.StartsWith("d54100" + "030000fe", Command("40013004"), StringComparison.Ordinal);
        Assert.Equal("d54101", Command("400130ff"));
    }

    [Fact]
    public void TwoAreListedAndReadByTheirNumbers()
    {
        chip.Present(new SimulatedTag(Uid, []), new SimulatedCard([1, 2, 3, 4]));
        Assert.Equal("d54b02" + "0100440007" + "04a23c52d75c80" + "0200042004" + "01020304" + "067577810280", Command("4a0200"));
        Assert.StartsWith("d54100" + "04a23c12", Command("40013000"), StringComparison.Ordinal);
        Assert.Equal("d54100" + "6a82", Command("400200a4040000"));
        Assert.Equal("d54127", Command("40033000"));
    }

    [Fact]
    public void HaltedCardHearsItsUidAndTheFieldAndNothingElse()
    {
        chip.Present(Uid, []);
        Command("3205ff0101");
        Command("4a0100");
        Command("4400");
        Assert.Equal("d54b00", Command("4a0100"));
        Assert.StartsWith("d54b01", Command("4a01008804a23c52d75c80"), StringComparison.Ordinal);
        Command("5200");
        Assert.Equal("d54b00", Command("4a0100"));
        Command("320100");
        Command("320101");
        Assert.StartsWith("d54b01", Command("4a0100"), StringComparison.Ordinal);
    }

    [Fact]
    public void FeliCaAndTypeBAreListedInTheirForms()
    {
        chip.Present(SimulatedIdCard.FeliCa([1, 2, 3, 4, 5, 6, 7, 8]), SimulatedIdCard.TypeB([9, 8, 7, 6]));
        Command("3205ff0101");
        Assert.Equal("d54b00", Command("4a0100"));
        Assert.Equal("d54b01" + "01" + "1201" + "0102030405060708" + "0120220427674eff", Command("4a010100ffff0000"));
        Assert.Equal("d54b01" + "01" + "1401" + "0102030405060708" + "0120220427674eff" + "12fc", Command("4a010200ffff0100"));
        Assert.Equal("d54b01" + "01" + "5009080706" + "00000000717171" + "00", Command("4a010300"));
    }

    [Fact]
    public void TagThatWasTakenAwayTimesOut()
    {
        chip.Present(Uid, []);
        Command("4a0100");
        chip.Present([1, 2, 3, 4], []);
        Assert.Equal("d54127", Command("40013004"));
        Command("4a0100");
        chip.Remove();
        Assert.Equal("d54b00", (Command("3205ff0101"), Command("4a0100")).Item2);
    }

    [Fact]
    public void EndlessPollIsAnsweredWhenATagComesUnlessTheHostHasEndedIt()
    {
        Host(WakeUp + Frame("4a0100"));
        Assert.Equal([Ack], sent);
        chip.Present(Uid, []);
        Assert.Equal(2, sent.Count);

        chip.Remove();
        sent.Clear();
        Host(Frame("4a0100") + Ack);
        chip.Present(Uid, []);
        Assert.Equal([Ack], sent);
    }

    [Fact]
    public void AutoPollReportsATypeTwoTagAsMifare()
    {
        chip.Present(Uid, []);
        Assert.Equal("d561" + "01" + "10" + "0c" + "01004400" + "07" + "04a23c52d75c80", Command("60ff02" + "2010"));
    }

    [Fact]
    public void DeafChipIsHealedByItsPower()
    {
        chip.Fault = Pn532Fault.Deaf;
        Host(WakeUp + Frame("02"));
        Assert.Empty(sent);
        chip.PowerCycle();
        Host(WakeUp + Frame("02"));
        Assert.Equal(2, sent.Count);
    }

    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    public void AnyBytesAreSurvivedAndTheNextCommandIsHeard(int seed)
    {
        var random = new Random(seed);
        chip.Present(Uid, new byte[300]);
        for (var i = 0; i < 3_000; i++)
        {
            var parameters = new byte[random.Next(12)];
            random.NextBytes(parameters);
            var code = (byte)(random.Next(3) == 0 ? random.Next(256) : new[] { 0, 2, 4, 6, 8, 0x16, 0x32, 0x40, 0x42, 0x4A, 0x54, 0x60 }[random.Next(12)]);
            Host("55" + Frame(Convert.ToHexStringLower([code, .. parameters])));
            var noise = new byte[random.Next(30)];
            random.NextBytes(noise);
            chip.Receive(noise);
        }

        chip.Receive(new byte[300]); // Fills whatever frame the noise had announced.
        Assert.Equal("d50332010607", Command("02"));
    }

    private void Host(string hex) => chip.Receive(Convert.FromHexString(hex));

    /// <summary>Sends a command and returns the data of its answer.</summary>
    private string Command(string hex)
    {
        Host(WakeUp);
        sent.Clear();
        Host(Frame(hex));
        Assert.Equal(Ack, sent[0]);
        var length = Convert.ToInt32(sent[1].Substring(6, 2), 16);
        return sent[1].Substring(10, 2 * length);
    }

    private static string Frame(string command)
    {
        byte[] data = [0xD4, .. Convert.FromHexString(command)];
        var sum = data.Aggregate(0, (total, one) => total + one);
        return Convert.ToHexStringLower([0x00, 0x00, 0xFF, (byte)data.Length, (byte)-data.Length, .. data, (byte)-sum, 0x00]);
    }
}
