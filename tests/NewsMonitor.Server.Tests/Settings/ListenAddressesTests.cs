using Microsoft.Extensions.Configuration;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Security;

namespace NewsMonitor.Server.Tests.Settings;

public sealed class ListenAddressesTests
{
    private const string Default = "http://127.0.0.1:8080";

    [Theory]
    [InlineData("urls", "http://127.0.0.1:0")]
    [InlineData("urls", "http://localhost:5000;http://[::1]:5000")]
    [InlineData("urls", "http://127.9.9.9:5000")]
    [InlineData("urls", "")]
    [InlineData("Kestrel:Endpoints:Here:Url", "http://localhost:7000")]
    public void Loopback_needs_no_key(string key, string value) => Check(key, value, hasKey: false);

    [Theory]
    [InlineData("urls", "http://0.0.0.0:80")]
    [InlineData("urls", "http://*:80")]
    [InlineData("urls", "http://+:80")]
    [InlineData("urls", "http://[::]:80")]
    [InlineData("urls", "http://news.example:80")]
    [InlineData("urls", "http://127.0.0.1:1;http://10.0.0.1:1")]
    [InlineData("http_ports", "8080")]
    [InlineData("Kestrel:Endpoints:There:Url", "http://0.0.0.0:7000")]
    public void Anything_else_is_refused_without_a_key_and_taken_with_one(string key, string value)
    {
        var error = Assert.Throws<InvalidInputException>(() => Check(key, value, hasKey: false));

        Assert.Contains("NewsMonitor:ApiKey", error.Message, StringComparison.Ordinal);
        Check(key, value, hasKey: true);
    }

    [Fact]
    public void What_is_no_address_is_refused_with_an_example()
    {
        var error = Assert.Throws<InvalidInputException>(() => Check("urls", "8080", hasKey: true));

        Assert.Contains("'8080' is not an address", error.Message, StringComparison.Ordinal);
    }

    private static void Check(string key, string value, bool hasKey) =>
        ListenAddresses.Check(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)]).Build(), Default, hasKey);
}
