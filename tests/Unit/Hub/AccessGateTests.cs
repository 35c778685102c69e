using EdgeGateway.Hub.Configuration;
using EdgeGateway.Hub.Http;
using Microsoft.AspNetCore.Http;

namespace EdgeGateway.Tests.Unit.Hub;

public class AccessGateTests
{
    private const string Token = "0123456789abcdef";

    [Theory]
    [InlineData("127.0.0.1:8080", 200)]
    [InlineData("localhost:8080", 200)]
    [InlineData("[::1]:8080", 200)]
    [InlineData("hub.example", 200)]
    [InlineData("evil.example", 421)]
    public void WithoutATokenOnlyOwnNamesAreAnswered(string host, int status) =>
        Assert.Equal(status, new AccessGate(new HttpOptions { Hosts = ["hub.example"] }).Judge(Request(host)).Status);

    [Theory]
    [InlineData("Bearer " + Token, 200)]
    [InlineData("bearer " + Token, 200)]
    [InlineData("Bearer 0123456789abcdeF", 401)]
    [InlineData("Basic " + Token, 401)]
    [InlineData("", 401)]
    public void WithATokenEveryRequestCarriesIt(string header, int status)
    {
        var request = Request("any.example");
        request.Headers.Authorization = header;

        Assert.Equal(status, new AccessGate(new HttpOptions { Token = Token }).Judge(request).Status);
    }

    [Fact]
    public void TheLoginCookieOpensThePagesAndIsNotTheToken()
    {
        var gate = new AccessGate(new HttpOptions { Token = Token });
        var request = Request("any.example");
        request.Headers.Cookie = $"{AccessGate.CookieName}={gate.CookieValue}";

        Assert.Equal(200, gate.Judge(request).Status);
        Assert.False(gate.IsToken(gate.CookieValue));
    }

    [Fact]
    public void APageFromElsewhereChangesNothing()
    {
        var gate = new AccessGate(new HttpOptions());
        var request = Request("127.0.0.1:8080", "POST");
        request.Headers.Origin = "http://evil.example";
        Assert.Equal(403, gate.Judge(request).Status);

        request.Headers.Origin = "http://127.0.0.1:8080";
        Assert.Equal(200, gate.Judge(request).Status);
    }

    [Theory]
    [InlineData("hub.example", "https://hub.example", 200)] // Behind a proxy that ends TLS and keeps the name
    [InlineData("127.0.0.1:8080", "https://hub.example", 200)] // Behind one that does not: the name is in http.hosts
    [InlineData("hub.example", "https://hub.example:8443", 403)]
    [InlineData("hub.example", "https://evil.example", 403)]
    [InlineData("hub.example", "null", 403)]
    [InlineData("127.0.0.1:8080", "https://hub.example:9443", 200)] // A proxy at a port of its own: name and port are in http.hosts
    [InlineData("127.0.0.1:8080", "https://shop.example", 200)]
    [InlineData("127.0.0.1:8080", "https://evil.example:9443", 403)]
    public void TheHubsOwnPageMayLogInAlsoBehindAProxyWithTls(string host, string origin, int status)
    {
        var request = Request(host, "POST");
        (request.Path, request.Headers.Origin) = (AccessGate.LoginPath, origin);

        Assert.Equal(status, new AccessGate(new HttpOptions { Token = Token, Hosts = ["hub.example", "hub.example:9443", "shop.example:443"] }).Judge(request).Status);
    }

    [Fact]
    public void ARefusedPageIsToldWhatWouldLetItIn()
    {
        var request = Request("127.0.0.1:8080", "POST");
        (request.Path, request.Headers.Origin) = (AccessGate.LoginPath, "https://hub.example:9443");

        Assert.Contains("add hub.example:9443 to http.hosts", new AccessGate(new HttpOptions { Token = Token }).Judge(request).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hub.example:9443", 200)]
    [InlineData("hub.example", 421)]
    [InlineData("hub.example:8443", 421)]
    public void ANameWithAPortIsGoodForThatPort(string host, int status) =>
        Assert.Equal(status, new AccessGate(new HttpOptions { Hosts = ["hub.example:9443"] }).Judge(Request(host)).Status);

    private static HttpRequest Request(string host, string method = "GET")
    {
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.Scheme, context.Request.Host, context.Request.Path) = (method, "http", new HostString(host), "/v1/arrivals");
        return context.Request;
    }
}
