using System.Net;

namespace NewsMonitor.Server.Tests.Api;

public sealed class PushApiTests
{
    [Fact]
    public async Task Browsers_learn_the_public_key_and_nobody_the_private_one()
    {
        // Of the example in RFC 8291, appendix A.
        await using var server = await RunningServer.StartAsync(
            null, "--NewsMonitor:Alerts:Push:PrivateKey=yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw", "--NewsMonitor:Alerts:Push:Contact=mailto:desk@news.example");

        Assert.Equal(
            """{"publicKey":"BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"}""",
            (await server.GetAsync("/api/v1/push")).GetRawText());
    }

    [Fact]
    public async Task Without_a_key_the_answer_says_what_to_set()
    {
        await using var server = await RunningServer.StartAsync();

        using var response = await server.Http.GetAsync(new Uri("/api/v1/push", UriKind.Relative));

        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, response, "NewsMonitor:Alerts:Push:PrivateKey");
    }
}
