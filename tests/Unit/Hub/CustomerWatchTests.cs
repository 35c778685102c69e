using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Configuration;
using EdgeGateway.Hub.Identity;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeGateway.Tests.Unit.Hub;

public sealed class CustomerWatchTests : IDisposable
{
    private const string Header = "customer,name,consent\n";
    private const string Half = Header + "C-1,Ada Young,yes\n";
    private const string Whole = Half + "C-2,Ben Old,yes\nC-3,Cleo Short,no\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("customer-watch-");
    private readonly CustomerCatalog _catalog;
    private readonly CustomerWatch _watch;

    public CustomerWatchTests()
    {
        File.WriteAllText(FileOf("identifiers.csv"), "kind,value,customer\n");
        File.WriteAllText(FileOf("customers.csv"), Whole);
        _catalog = new CustomerCatalog(
            new CustomersOptions { File = FileOf("customers.csv"), IdentifiersFile = FileOf("identifiers.csv") }, TimeProvider.System);
        _watch = new CustomerWatch(_catalog, new ArrivalFeed(), TimeProvider.System, NullLogger<CustomerWatch>.Instance);
        _watch.Begin();
    }

    [Fact]
    public void FileThatIsStillBeingCopiedLeavesTheCustomersOfBeforeUntilItStandsStill()
    {
        Copied(Header, minute: 1);
        _watch.Look();
        Copied(Half, minute: 2);
        _watch.Look();
        Copied(Whole + "C-4,Dora New,yes\n", minute: 3);
        _watch.Look();
        Assert.Equal(3, _catalog.Directory.Customers);

        _watch.Look();
        Assert.Equal(4, _catalog.Directory.Customers);
    }

    [Fact]
    public void FileThatGrowsUnderOneTimeIsStillBeingCopied()
    {
        Copied(Header, minute: 1);
        _watch.Look();
        Copied(Half, minute: 1);
        _watch.Look();

        Assert.Equal(3, _catalog.Directory.Customers);
    }

    [Fact]
    public void ShareThatWasAwayForOneLookIsNoNewList()
    {
        var before = _catalog.Directory;
        File.Move(FileOf("customers.csv"), FileOf("away"));
        _watch.Look();
        File.Move(FileOf("away"), FileOf("customers.csv"));
        _watch.Look();
        _watch.Look();

        Assert.True(_catalog.Report.TakenOver);
        Assert.Same(before, _catalog.Directory);
    }

    [Fact]
    public void ImportByHandWaitsForNoLook()
    {
        Copied(Half, minute: 1);

        Assert.Equal(1, _watch.Import().Customers);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Copied(string content, int minute)
    {
        File.WriteAllText(FileOf("customers.csv"), content);
        File.SetLastWriteTimeUtc(FileOf("customers.csv"), HubFixture.Morning.AddMinutes(minute).UtcDateTime);
    }

    private string FileOf(string name) => Path.Combine(_folder.FullName, name);
}
