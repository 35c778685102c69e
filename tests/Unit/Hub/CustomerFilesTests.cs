using System.Text;
using EdgeGateway.Events;
using EdgeGateway.Hub.Identity;

namespace EdgeGateway.Tests.Unit.Hub;

public class CustomerFilesTests
{
    private readonly List<ImportProblem> _problems = [];

    [Fact]
    public void GoodRowsAreKeptAndBadOnesReportedWithTheirLine()
    {
        var customers = Customers("customer,name,consent\n1,Ada,yes\n2,,yes\n3,Grace,perhaps\n4,Linus,no\n1,Again,yes\n");

        Assert.Equal(["1", "4"], customers!.Keys.Order());
        Assert.Equal([3, 4, 6], _problems.Select(problem => problem.Line));
        Assert.DoesNotContain(_problems, problem => problem.Message.Contains("Grace", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("customer,name,consent\n1,,yes\n2,Grace,perhaps\n", false)]
    [InlineData("customer,name,consent\n", true)]
    public void ListWithoutAGoodRowIsNoneAndAnEmptyOneIsAListOfNobody(string text, bool isList)
    {
        Assert.Equal(isList, Customers(text) is not null);
        Assert.Equal(isList, !_problems.Exists(problem => problem.Message.Contains("nothing is changed", StringComparison.Ordinal)));
    }

    [Fact]
    public void QuotedCellsKeepTheirSeparatorsAndLineFeeds()
    {
        var ada = Customers("customer,name,consent,notes\n1,\"Lovelace, Ada\",yes,\"two\nlines\"\n")!["1"];

        Assert.Equal(("Lovelace, Ada", "two\nlines"), (ada.Name, ada.Notes));
    }

    [Theory]
    [InlineData("customer;name;consent\n1;Ada;yes\n")]
    [InlineData("customer\tname\tconsent\n1\tAda\tyes\n")]
    [InlineData("\uFEFFCustomer,Name,Consent\r\n1, Ada ,YES\r\n")]
    [InlineData("# a remark, with commas\ncustomer,name,consent\n\n1,Ada,1\n")]
    [InlineData("\uFEFF# a remark, with commas, and more\r\ncustomer;name;consent\r\n1;Ada;yes\r\n")]
    public void SpreadsheetsWriteItInManyWays(string text)
    {
        Assert.Equal("Ada", Customers(text)!["1"].Name);
        Assert.Empty(_problems);
    }

    [Fact]
    public void AFileWithoutConsentIsNoCustomerList()
    {
        Assert.Null(Customers("customer,name\n1,Ada\n"));
        Assert.Contains("consent", Assert.Single(_problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALetterThatIsNotUtf8IsReported()
    {
        var bytes = Encoding.UTF8.GetBytes("customer,name,consent\n1,M?ller,yes\n2,Ada,yes\n");
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xFC; // u-umlaut in Latin-1

        Assert.Equal(["2"], CustomerFiles.ReadCustomers("c.csv", new MemoryStream(bytes), _problems)!.Keys);
        Assert.Contains("UTF-8", Assert.Single(_problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AForgottenQuotationMarkDoesNotSwallowTheFileSilently()
    {
        Customers("customer,name,consent\n1,\"Ada,yes\n" + string.Concat(Enumerable.Repeat("2,Grace,yes\n", 1000)));

        Assert.NotEmpty(_problems);
    }

    [Fact]
    public void AnIdentifierOfTwoCustomersNamesNeither()
    {
        var customers = Customers("customer,name,consent\n1,Ada,yes\n2,Grace,yes\n")!;
        var identifiers = Identifiers("kind,value,customer\ncode,A1,1\ncode,A1,2\ncode,B2,2\n", customers);

        Assert.Equal("B2", Assert.Single(identifiers!).Value);
        Assert.Equal([2, 3], _problems.Select(problem => problem.Line));
    }

    [Fact]
    public void APlaceholderInEveryRowIsReportedInAFewWords()
    {
        var rows = Enumerable.Range(1, 3000).ToList();
        var customers = Customers("customer,name,consent\n" + string.Concat(rows.Select(n => $"{n},Ada,yes\n")))!;

        Assert.Empty(Identifiers("kind,value,customer\n" + string.Concat(rows.Select(n => $"code,none,{n}\n")), customers)!);
        Assert.Equal(3000, _problems.Count);
        Assert.All(_problems, problem => Assert.True(problem.Message.Length < 250, $"{problem.Message.Length} letters"));
    }

    [Theory]
    [InlineData("ibeacon", "E2C56DB5-DFFB-48D2-B060-D0F5A71096E0/1/2", "e2c56db5-dffb-48d2-b060-d0f5a71096e0/1/2")]
    [InlineData("NFC-UID", "04:A1:B2:C3:D4:E5:01", "04a1b2c3d4e501")]
    [InlineData("nfc-uid", "0114C3D2-9A000102", "0114c3d29a000102")] // IDm of a FeliCa card
    [InlineData("eddystone-uid", "EDD1EBEAC04E5DEFA017/000000000001", "edd1ebeac04e5defa017/000000000001")]
    [InlineData("ndef-uri", "https://example.com/Member/1", "https://example.com/Member/1")]
    public void IdentifiersAreBroughtIntoTheTextThatGatewaysSend(string kind, string written, string value)
    {
        var customers = Customers("customer,name,consent\n1,Ada,yes\n")!;

        Assert.Equal(value, Assert.Single(Identifiers($"kind,value,customer\n{kind},{written},1\n", customers)!).Value);
    }

    [Theory]
    [InlineData("ibeacon", "e2c56db5/1/2")]
    [InlineData("ibeacon", "e2c56db5-dffb-48d2-b060-d0f5a71096e0/70000/2")]
    [InlineData("altbeacon", "00")]
    [InlineData("nfc-uid", "04a1b2")]
    [InlineData("mac", "aa:bb:cc:dd:ee:ff")]
    public void AnIdentifierThatIsNoneIsReportedWithTheRemedy(string kind, string value)
    {
        var customers = Customers("customer,name,consent\n1,Ada,yes\n")!;

        Assert.Empty(Identifiers($"kind,value,customer\n{kind},{value},1\n", customers)!);
        Assert.Equal(2, Assert.Single(_problems).Line);
    }

    [Fact]
    public void APseudonymIsMatchedByTheChainsKey()
    {
        var customers = Customers("customer,name,consent\n1,Ada,yes\n")!;
        var key = Encoding.ASCII.GetBytes("0123456789abcdef");
        var directory = new CustomerDirectory(customers, Identifiers("kind,value,customer\nnfc-uid,04a1b2c3d4e501,1\n", customers)!, key);
        var pseudonym = new Identifier(IdentifierKinds.Pseudonym, "card", Pseudonym.Of(key, IdentifierKinds.NfcUid, "04a1b2c3d4e501"));

        var match = directory.Match(pseudonym);
        Assert.Equal(("Ada", MatchRule.Pseudonym), (match.Customer?.Name, match.Rule));
        Assert.Equal(MatchRule.Unknown, directory.Match(pseudonym with { Value = new string('0', 32) }).Rule);
    }

    private Dictionary<string, Customer>? Customers(string text) => CustomerFiles.ReadCustomers("customers.csv", Stream(text), _problems);

    private List<CustomerIdentifier>? Identifiers(string text, Dictionary<string, Customer> customers) =>
        CustomerFiles.ReadIdentifiers("identifiers.csv", Stream(text), customers, _problems);

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
