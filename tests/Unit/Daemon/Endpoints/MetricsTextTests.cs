using EdgeGateway.Daemon.Endpoints;

namespace EdgeGateway.Tests.Unit.Daemon.Endpoints;

public class MetricsTextTests
{
    [Theory]
    [InlineData("till 2", "till 2")]
    [InlineData("the \"new\" door", @"the \""new\"" door")]
    [InlineData(@"c:\door", @"c:\\door")]
    [InlineData("two\nlines", @"two\nlines")]
    public void NameWithAQuotationMarkDoesNotEndItsLabel(string name, string label) => Assert.Equal(label, MetricsText.Escaped(name));
}
