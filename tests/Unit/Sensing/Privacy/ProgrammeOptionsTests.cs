using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Privacy;

public class ProgrammeOptionsTests
{
    [Fact]
    public void EveryProblemIsReportedWithItsKeyAndItsRemedy()
    {
        var wrong = new ProgrammeOptions
        {
            Name = "Loyalty App",
            IBeacons = [new() { Uuid = "e2c5" }, new() { Uuid = Guid.Empty.ToString(), MajorMin = 9, MajorMax = 3, MinorMax = 70000 }],
            AltBeacons = [new() { Manufacturer = 70000, IdPrefix = "0g" }, new() { IdPrefix = "00" }],
            EddystoneNamespaces = ["8b0ca750"],
            NfcUids = ["04112"],
            NdefUriPrefixes = ["https://shop.example", ""],
            NdefTextPrefixes = [""],
            CodePrefixes = [new string('2', 600)],
        };

        var problems = wrong.Problems("programmes[0]").ToList();

        Assert.Equal(
            [
                "name", "iBeacons[0].uuid", "iBeacons[1].majorMin/majorMax", "iBeacons[1].minorMin/minorMax", "altBeacons[0].manufacturer",
                "altBeacons[0].idPrefix", "altBeacons[1].idPrefix", "eddystoneNamespaces[0]", "nfcUids[0]", "ndefUriPrefixes[0]",
                "ndefUriPrefixes[1]", "ndefTextPrefixes[0]", "codePrefixes[0]",
            ],
            problems.Select(problem => problem.Split(": ")[0]["programmes[0].".Length..]));
        Assert.All(problems, problem => Assert.Contains(';', problem));
    }

    [Fact]
    public void AListThatIsNullIsEmpty()
    {
        var programme = new ProgrammeOptions { Name = "tags", IBeacons = null!, NfcUids = null!, CodePrefixes = null! };

        Assert.Empty(programme.Problems("programmes[0]"));
        Assert.NotNull(new Enrolment(new PrivacyOptions(), [programme]));
    }

    [Fact]
    public void TwoProgrammesOfOneNameAreAProblem()
    {
        ProgrammeOptions[] twice = [new() { Name = "tags" }, new() { Name = "tags" }];

        Assert.StartsWith("programmes[1].name: \"tags\" is taken", Assert.Single(Enrolment.Problems(new PrivacyOptions(), twice)), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Enrolment(new PrivacyOptions(), twice));
    }

    [Fact]
    public void TheTierPseudonymousNeedsAKey()
    {
        var privacy = new PrivacyOptions { Tier = PrivacyTier.Pseudonymous };

        Assert.StartsWith("privacy.pseudonymKeyFile: is missing", Assert.Single(privacy.Problems()), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Enrolment(privacy, []));
    }
}
