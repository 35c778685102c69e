using EdgeGateway.Hub.Configuration;
using EdgeGateway.Hub.Identity;

namespace EdgeGateway.Tests.Unit.Hub;

public class CustomerCatalogTests
{
    // Its memory at address 0: it can be opened, and reading fails, as on a share that has gone.
    private const string Unreadable = "/proc/self/mem";

    [Fact]
    public void FileThatFailsWhileItIsReadLeavesTheCustomersOfBefore()
    {
        var catalog = new CustomerCatalog(new CustomersOptions { File = Unreadable, IdentifiersFile = Unreadable }, TimeProvider.System);
        var before = catalog.Directory;

        var report = catalog.Import();

        Assert.False(report.TakenOver);
        Assert.Contains(Unreadable, Assert.Single(report.Problems).File, StringComparison.Ordinal);
        Assert.Same(before, catalog.Directory);
    }

    [Fact]
    public void FileThatCannotEvenBeLookedAtIsNoReasonToStop()
    {
        var name = new string('x', 300);
        var catalog = new CustomerCatalog(new CustomersOptions { File = name, IdentifiersFile = name }, TimeProvider.System);

        Assert.Equal(catalog.FileStates, catalog.FileStates);
        Assert.False(catalog.Import().TakenOver);
    }
}
