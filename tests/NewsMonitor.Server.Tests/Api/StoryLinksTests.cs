using NewsMonitor.TestKit;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api;

/// <summary>From two feeds of two languages, one of which lies about its own, to the link in the API: everything comes the way it comes in use.</summary>
public sealed class StoryLinksTests
{
    private const string English =
        """
        <rss version="2.0"><channel><title>Harbour Wire</title><link>http://harbour.example/</link><language>en</language>
        <item><guid>a1</guid><title>Bridge over the Arda at Merin closed after crack is found</title><link>http://harbour.example/bridge</link><pubDate>Tue, 08 Oct 2024 09:00:00 GMT</pubDate>
        <description>The bridge at Merin was closed on Tuesday after inspectors found a crack of 40 centimetres. Mayor Elena Dragan asked the 14,000 drivers who use it every day for patience.</description></item>
        </channel></rss>
        """;

    private const string Spanish =
        """
        <rss version="2.0"><channel><title>El Faro</title><link>http://faro.example/</link><language>en-us</language>
        <item><guid>b1</guid><title>Cierran el puente de Merin sobre el Arda tras hallar una grieta</title><link>http://faro.example/puente</link><pubDate>Tue, 08 Oct 2024 11:00:00 GMT</pubDate>
        <description>El puente de Merin quedó cerrado el martes después de que se hallara una grieta de 40 centímetros. La alcaldesa Elena Dragan pidió paciencia a los 14.000 conductores que lo usan cada día.</description></item>
        </channel></rss>
        """;

    [Fact]
    public async Task Stories_of_two_languages_about_one_event_show_each_other()
    {
        await using var outside = await LoopbackServer.StartAsync();
        outside.On("/en", English, "application/rss+xml").On("/es", Spanish, "application/rss+xml");
        await using var server = await RunningServer.StartAsync();
        await server.CreateAsync("/api/v1/feeds", $$"""{"url": "{{outside.Url("/en")}}"}""");
        await server.CreateAsync("/api/v1/feeds", $$"""{"url": "{{outside.Url("/es")}}"}""");
        await Eventually.TrueAsync(async () => (await server.GetAsync("/api/v1/stories")).GetProperty("items").GetArrayLength() == 2, "there are two stories");
        var stories = (await server.GetAsync("/api/v1/stories")).GetProperty("items").EnumerateArray().ToDictionary(story => Text(story, "language"), story => Text(story, "id"));

        await Eventually.TrueAsync(
            async () => (await server.GetAsync($"/api/v1/stories/{stories["en"]}")).GetProperty("links").GetArrayLength() == 1, "the stories are linked");

        var link = (await server.GetAsync($"/api/v1/stories/{stories["es"]}")).GetProperty("links")[0];
        Assert.Equal((stories["en"], "en"), (Text(link, "story"), Text(link, "language")));
        Assert.StartsWith("Bridge over the Arda", Text(link, "headline"), StringComparison.Ordinal);
        Assert.True(link.GetProperty("score").GetDouble() > 0);
        Assert.NotEqual(0, link.GetProperty("reasons").GetArrayLength());
    }
}
