namespace NewsMonitor.Feeds.Tests.Scheduling;

public sealed class HostShardTests
{
    [Theory]
    [InlineData("https://bücher.example/feed")]
    [InlineData("https://xn--bcher-kva.example/feed")]
    [InlineData("http://XN--BCHER-KVA.example:8080/")]
    public void A_host_is_the_same_however_its_name_is_written(string url) => Assert.Equal("xn--bcher-kva.example", HostShard.Host(url));
}
