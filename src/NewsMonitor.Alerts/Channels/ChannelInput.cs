using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels;

/// <summary>A channel as a subscriber writes it.</summary>
/// <param name="Type">The channel.</param>
/// <param name="Url">Where to, for channels that are reached by HTTP.</param>
/// <param name="Secret">For a webhook, <c>whsec_</c> or <c>whsk_</c> and base64; null to have one made.</param>
public sealed record ChannelInput(string? Type, string? Url = null, string? Secret = null)
{
    /// <summary>For a webhook, how it is signed: <c>v1</c> (with a shared secret; also when null) or <c>v1a</c> (with a private key).</summary>
    public string? Signature { get; init; }

    /// <summary>An e-mail address.</summary>
    public string? To { get; init; }

    /// <summary>What a service gave to be let in with.</summary>
    public string? Token { get; init; }

    public string? Chat { get; init; }

    public string? Topic { get; init; }

    /// <summary>For web push: the browser's public key, base64url.</summary>
    public string? P256dh { get; init; }

    /// <summary>For web push: the browser's authentication secret, base64url.</summary>
    public string? Auth { get; init; }

    public string? Name { get; init; }

    /// <summary>Whether deliveries are attempted strictly in the order of their alerts; null leaves it as it is, which is no for a new endpoint.</summary>
    public bool? Ordered { get; init; }

    /// <summary>Where messages can be changed in place: <c>edit</c> (also when null) changes the story's message, <c>post</c> writes another one.</summary>
    public string? FollowUps { get; init; }

    /// <summary>Whether an endpoint that its recipient ended is taken into use again: the recipient has asked for it. Nothing else that is written does that.</summary>
    public bool? Resume { get; init; }

    /// <summary>Whether it says anew what an endpoint keeps beside that by which it is known: then that is replaced.</summary>
    public bool Replaces => (Secret ?? Token ?? P256dh ?? Auth ?? Name ?? FollowUps) is not null;

    /// <summary>Refuses what a channel does not heed, rather than to drop it in silence.</summary>
    /// <param name="field">The name of this channel in the input.</param>
    /// <param name="members">Those that it heeds beside the type, as they are written in JSON.</param>
    /// <exception cref="InvalidInputException">Names the member.</exception>
    internal void TakesOnly(string field, params ReadOnlySpan<string> members)
    {
        foreach (var (member, value) in Members)
        {
            if (value is not null && !members.Contains(member))
                throw new InvalidInputException($"{field}.{member}", $"A channel of type {Type} takes no {member}.");
        }
    }

    private (string Member, string? Value)[] Members =>
        [("url", Url), ("secret", Secret), ("signature", Signature), ("to", To), ("token", Token), ("chat", Chat), ("topic", Topic), ("p256dh", P256dh), ("auth", Auth), ("name", Name), ("followUps", FollowUps)];
}
