namespace NewsMonitor.Model.Tests;

public sealed class AlertEndpointTests
{
    private static readonly AlertEndpoint Endpoint = new()
    {
        Id = "end_1",
        Subscriber = "desk",
        Type = "chat",
        Secret = "s3cret",
        PreviousSecret = "older s3cret",
        Settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [EndpointSettings.Chat] = "room",
            [EndpointSettings.Token] = "t0ken",
            [EndpointSettings.Auth] = "auth0",
            [EndpointSettings.UnsubscribeKey] = "key0",
        },
    };

    [Fact]
    public void Without_secrets_it_has_none()
    {
        var shown = Endpoint.WithoutSecrets();

        Assert.Null(shown.Secret);
        Assert.Null(shown.PreviousSecret);
        Assert.Equal([new(EndpointSettings.Chat, "room")], shown.Settings);
    }

    [Fact]
    public void Written_into_a_line_it_tells_nothing_secret() => Assert.Equal("chat endpoint end_1", $"{Endpoint}");
}
