using System.Collections.Frozen;

namespace NewsMonitor.Model;

/// <summary>Names in <see cref="AlertEndpoint.Settings"/>.</summary>
public static class EndpointSettings
{
    /// <summary>An e-mail address.</summary>
    public const string To = "to";

    /// <summary>What a service gave to be let in with. Secret.</summary>
    public const string Token = "token";

    /// <summary>A chat or channel at a service.</summary>
    public const string Chat = "chat";

    /// <summary>A topic at a service.</summary>
    public const string Topic = "topic";

    /// <summary>What the subscriber calls it.</summary>
    public const string Name = "name";

    /// <summary>A browser's public key (RFC 8291), base64url.</summary>
    public const string P256dh = "p256dh";

    /// <summary>A browser's authentication secret (RFC 8291), base64url. Secret.</summary>
    public const string Auth = "auth";

    /// <summary>What a receiver verifies with, <c>whpk_</c> and base64, where <see cref="AlertEndpoint.Secret"/> is a private key.</summary>
    public const string PublicKey = "publicKey";

    /// <summary>What the links that end an endpoint are signed with. Secret.</summary>
    public const string UnsubscribeKey = "unsubscribeKey";

    /// <summary>The URL, where whoever knows it may post there. Secret.</summary>
    public const string Address = "address";

    /// <summary><c>post</c> where an alert on a story that was told before is to be a message of its own instead of changing the earlier one.</summary>
    public const string FollowUps = "followUps";

    private static readonly FrozenSet<string> Secrets = FrozenSet.Create(StringComparer.Ordinal, Token, Auth, UnsubscribeKey, Address);

    /// <summary>Whether the value is for delivering only: never shown, never logged.</summary>
    public static bool IsSecret(string name) => Secrets.Contains(name);
}
