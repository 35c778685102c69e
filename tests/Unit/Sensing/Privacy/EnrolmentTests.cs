using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Privacy;

public class EnrolmentTests
{
    private static readonly byte[] Uuid = Convert.FromHexString("e2c56db5dffb48d2b060d0f5a71096e0");
    private static readonly byte[] AltBeaconId = Convert.FromHexString("00112233445566778899aabbccddeeff01234567");
    private static readonly byte[] EddystoneUid = Convert.FromHexString("8b0ca750095477cb3e77000000000042");
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly ProgrammeOptions App = new()
    {
        Name = "loyalty-app",
        IBeacons = [new() { Uuid = "E2C56DB5-DFFB-48D2-B060-D0F5A71096E0", MajorMin = 1, MajorMax = 9, MinorMin = 100 }],
        AltBeacons = [new() { Manufacturer = 0x0118, IdPrefix = "0011-2233" }],
        EddystoneNamespaces = ["8b0ca750095477cb3e77"],
        NfcUids = ["04:11:22:33"],
        NdefUriPrefixes = ["https://shop.example/c/"],
        NdefTextPrefixes = ["member "],
        CodePrefixes = ["29"],
    };

    [Fact]
    public void MembersLeaveInTheirCanonicalForm()
    {
        var enrolment = new Enrolment(new PrivacyOptions(), [App]);

        Assert.Equal(new Identifier("ibeacon", "loyalty-app", "e2c56db5-dffb-48d2-b060-d0f5a71096e0/3/100"), enrolment.AdmitIBeacon(Uuid, 3, 100));
        Assert.Equal(
            new Identifier("altbeacon", "loyalty-app", "00112233445566778899aabbccddeeff01234567"), enrolment.AdmitAltBeacon(0x0118, AltBeaconId));
        Assert.Equal(new Identifier("eddystone-uid", "loyalty-app", "8b0ca750095477cb3e77/000000000042"), enrolment.AdmitEddystoneUid(EddystoneUid));
        Assert.Equal(new Identifier("nfc-uid", "loyalty-app", "04112233"), enrolment.AdmitNfcUid([0x04, 0x11, 0x22, 0x33]));
        Assert.Equal(new Identifier("ndef-uri", "loyalty-app", "https://shop.example/c/7Q"), enrolment.AdmitNdefUri("https://shop.example/c/7Q"));
        Assert.Equal(new Identifier("ndef-text", "loyalty-app", "member 12"), enrolment.AdmitNdefText("member 12"));
        Assert.Equal(new Identifier("code", "loyalty-app", "2900000000018"), enrolment.AdmitCode("2900000000018"));
    }

    [Fact]
    public void StrangersDieHere()
    {
        var enrolment = new Enrolment(new PrivacyOptions(), [App]);

        Assert.Null(enrolment.AdmitIBeacon(new byte[16], 3, 100));
        Assert.Null(enrolment.AdmitIBeacon(Uuid, 0, 100));
        Assert.Null(enrolment.AdmitIBeacon(Uuid, 10, 100));
        Assert.Null(enrolment.AdmitIBeacon(Uuid, 3, 99));
        Assert.Null(enrolment.AdmitAltBeacon(0x0119, AltBeaconId));
        Assert.Null(enrolment.AdmitAltBeacon(0x0118, new byte[20]));
        Assert.Null(enrolment.AdmitEddystoneUid(new byte[16]));
        Assert.Null(enrolment.AdmitNfcUid([0x04, 0x11, 0x22, 0x34]));
        Assert.Null(enrolment.AdmitNfcUid([0x04, 0x11, 0x22, 0x33, 0, 0, 0]));
        Assert.Null(enrolment.AdmitNdefUri("https://shop.example.elsewhere/c/7Q"));
        Assert.Null(enrolment.AdmitNdefText("Member 12"));
        Assert.Null(enrolment.AdmitCode("4012345678901"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(1000)]
    public void BytesOfTheWrongLengthAreStrangers(int length)
    {
        var enrolment = new Enrolment(new PrivacyOptions(), [App with { NfcUids = ["*"] }]);

        Assert.Null(enrolment.AdmitIBeacon(new byte[length], 3, 100));
        Assert.Null(enrolment.AdmitAltBeacon(0x0118, new byte[length]));
        Assert.Null(enrolment.AdmitEddystoneUid(new byte[length]));
        Assert.Null(enrolment.AdmitNfcUid(new byte[length]));
        Assert.Null(enrolment.AdmitCode("29" + new string('0', Enrolment.TextCharsMax)));
    }

    [Fact]
    public void InTheTierCountNothingLeaves()
    {
        var enrolment = new Enrolment(new PrivacyOptions { Tier = PrivacyTier.Count }, [App with { NfcUids = ["*"] }]);

        Assert.Null(enrolment.AdmitIBeacon(Uuid, 3, 100));
        Assert.Null(enrolment.AdmitAltBeacon(0x0118, AltBeaconId));
        Assert.Null(enrolment.AdmitEddystoneUid(EddystoneUid));
        Assert.Null(enrolment.AdmitNfcUid([0x04, 0x11, 0x22, 0x33]));
        Assert.Null(enrolment.AdmitNdefUri("https://shop.example/c/7Q"));
        Assert.Null(enrolment.AdmitNdefText("member 12"));
        Assert.Null(enrolment.AdmitCode("2900000000018"));
    }

    [Fact]
    public void InTheTierPseudonymousOnlyPseudonymsLeave()
    {
        var enrolment = new Enrolment(new PrivacyOptions { Tier = PrivacyTier.Pseudonymous }, [App], Key);

        Assert.Equal(
            new Identifier("pseudonym", "loyalty-app", Pseudonym.Of(Key, "ibeacon", "e2c56db5-dffb-48d2-b060-d0f5a71096e0/3/100")),
            enrolment.AdmitIBeacon(Uuid, 3, 100));
        Assert.Equal("pseudonym", enrolment.AdmitAltBeacon(0x0118, AltBeaconId)?.Kind);
        Assert.Equal("pseudonym", enrolment.AdmitEddystoneUid(EddystoneUid)?.Kind);
        Assert.Equal("pseudonym", enrolment.AdmitNfcUid([0x04, 0x11, 0x22, 0x33])?.Kind);
        Assert.Equal("pseudonym", enrolment.AdmitCode("2900000000018")?.Kind);
        Assert.Null(enrolment.AdmitIBeacon(Uuid, 10, 100));
    }

    [Fact]
    public void TheFirstProgrammeThatNamesAnIdentifierHasIt()
    {
        var enrolment = new Enrolment(new PrivacyOptions(), [App, App with { Name = "tags" }]);

        Assert.Equal("loyalty-app", enrolment.AdmitIBeacon(Uuid, 3, 100)?.Programme);
        Assert.Equal("loyalty-app", enrolment.AdmitEddystoneUid(EddystoneUid)?.Programme);
        Assert.Equal("loyalty-app", enrolment.AdmitNfcUid([0x04, 0x11, 0x22, 0x33])?.Programme);
    }

    [Fact]
    public void EveryTagIsAdmittedByAStarButARandomUidIdentifiesNobody()
    {
        var enrolment = new Enrolment(new PrivacyOptions(), [App, new() { Name = "any-card", NfcUids = ["*"] }]);

        Assert.Equal("any-card", enrolment.AdmitNfcUid([0x04, 1, 2, 3, 4, 5, 6])?.Programme);
        Assert.Equal("loyalty-app", enrolment.AdmitNfcUid([0x04, 0x11, 0x22, 0x33])?.Programme);
        Assert.Null(enrolment.AdmitNfcUid([0x08, 1, 2, 3]));
    }

    [Fact]
    public void ARepeatedBeaconIsTheSameObject()
    {
        var enrolment = new Enrolment(new PrivacyOptions(), [App]);

        Assert.Same(enrolment.AdmitIBeacon(Uuid, 3, 100), enrolment.AdmitIBeacon(Uuid, 3, 100));
        Assert.Same(enrolment.AdmitAltBeacon(0x0118, AltBeaconId), enrolment.AdmitAltBeacon(0x0118, AltBeaconId));
        Assert.Same(enrolment.AdmitEddystoneUid(EddystoneUid), enrolment.AdmitEddystoneUid(EddystoneUid));
    }

    [Fact]
    public void StrangersAndRepeatedBeaconsAllocateNothing()
    {
        var enrolment = new Enrolment(new PrivacyOptions(), [App]);
        var stranger = new byte[20];

        Assert.Equal(0, Allocations.Of(Advertise));

        void Advertise()
        {
            enrolment.AdmitIBeacon(Uuid, 3, 100);
            enrolment.AdmitIBeacon(Uuid, 10, 100);
            enrolment.AdmitIBeacon(stranger.AsSpan(0, 16), 3, 100);
            enrolment.AdmitAltBeacon(0x0118, AltBeaconId);
            enrolment.AdmitAltBeacon(0x0118, stranger);
            enrolment.AdmitEddystoneUid(EddystoneUid);
            enrolment.AdmitEddystoneUid(stranger.AsSpan(0, 16));
            enrolment.AdmitNfcUid(stranger.AsSpan(0, 7));
        }
    }

    [Fact]
    public void WhoeverInventsMembersFillsAMemoryThatStaysBounded()
    {
        var enrolment = new Enrolment(new PrivacyOptions(), [new() { Name = "tags", EddystoneNamespaces = ["8b0ca750095477cb3e77"] }]);
        var uid = EddystoneUid.ToArray();
        var honest = enrolment.AdmitEddystoneUid(EddystoneUid);
        for (var i = 0; i <= Enrolment.KeptMax; i++)
        {
            (uid[12], uid[13]) = ((byte)(i >> 8), (byte)i);
            Assert.NotNull(enrolment.AdmitEddystoneUid(uid));
        }

        // Emptied in between: the honest beacon is admitted as before, as a new object.
        Assert.Equal(honest, enrolment.AdmitEddystoneUid(EddystoneUid));
        Assert.NotSame(honest, enrolment.AdmitEddystoneUid(EddystoneUid));
    }

    [Fact]
    public void StaffProgrammesAreKnownByName()
    {
        var enrolment = new Enrolment(new PrivacyOptions(), [App, new() { Name = "badges", Staff = true, NfcUids = ["*"] }]);

        Assert.Equal(["badges"], enrolment.StaffProgrammes);
    }
}
