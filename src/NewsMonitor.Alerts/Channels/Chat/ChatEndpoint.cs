using System.Collections.Frozen;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Chat;

/// <summary>Endpoints at chats.</summary>
internal static class ChatEndpoint
{
    private const string Edit = "edit";
    private const string Post = "post";
    private const int LongestValue = 400;

    /// <summary>
    /// An endpoint whose URL is its key: whoever knows it may post there. It is kept as a secret setting, and only its host is shown.
    /// </summary>
    /// <exception cref="InvalidInputException">The URL is wrong.</exception>
    public static AlertEndpoint AtSecretUrl(string subscriber, string type, ChannelInput input, string field, AlertOptions options)
    {
        var url = ChannelUrl.Check(input.Url, $"{field}.url", options);
        return new AlertEndpoint
        {
            Id = StableId.Create("end", subscriber, type, url),
            Subscriber = subscriber,
            Type = type,
            Url = new Uri(url).GetLeftPart(UriPartial.Authority),
            Settings = Settings((EndpointSettings.Address, url), (EndpointSettings.FollowUps, FollowUps(input, field))),
        };
    }

    /// <summary>What must be there, without white space around it.</summary>
    /// <exception cref="InvalidInputException">It is not, is very long, or has something in it that no token or id has.</exception>
    public static string Required(string? value, string field, string missing)
    {
        var text = value?.Trim();
        if (string.IsNullOrEmpty(text))
            throw new InvalidInputException(field, missing);
        if (text.Length > LongestValue || !text.All(c => c is > ' ' and <= '~'))
            throw new InvalidInputException(field, $"Expected at most {LongestValue} letters, digits and signs of ASCII, without spaces.");
        return text;
    }

    /// <summary>The settings that have a value.</summary>
    public static IReadOnlyDictionary<string, string> Settings(params ReadOnlySpan<(string Name, string? Value)> settings)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in settings)
        {
            if (value is not null)
                given.Add(name, value);
        }

        return given.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Null to change the message, <c>post</c> for a message of its own.</summary>
    /// <exception cref="InvalidInputException">It is something else.</exception>
    public static string? FollowUps(ChannelInput input, string field) => input.FollowUps switch
    {
        null or Edit => null,
        Post => Post,
        _ => throw new InvalidInputException($"{field}.followUps", $"'{input.FollowUps}' is not a way to follow up; expected {Edit} or {Post}."),
    };

    /// <summary>The message to change in place; null to post one.</summary>
    public static string? Previous(AlertEndpoint endpoint, Delivery delivery) =>
        endpoint.Settings.GetValueOrDefault(EndpointSettings.FollowUps) == Post ? null : delivery.Previous;

    public static ChannelResult Delivered(int status, string? reference) =>
        new() { Outcome = ChannelOutcome.Delivered, HttpStatus = status, Reference = reference };

    public static ChannelResult Gone(int status, string reason) => new() { Outcome = ChannelOutcome.Gone, HttpStatus = status, Error = reason };

    /// <summary>A failure with what the service said about it.</summary>
    public static ChannelResult Saying(this ChannelResult failed, string? words) =>
        string.IsNullOrWhiteSpace(words) ? failed : failed with { Error = $"{failed.Error} It said: {ChannelText.Line(words, 200)}" };
}
