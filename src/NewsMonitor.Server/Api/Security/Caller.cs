using NewsMonitor.Model;

namespace NewsMonitor.Server.Api.Security;

/// <summary>Who asks, by the key that was shown. A handler that takes one as a parameter is given it.</summary>
/// <param name="Scope">What the key opens.</param>
/// <param name="Subscriber">Whose things alone are shown and changed; null for everybody's.</param>
/// <param name="KeyId">Id of the key; null for the configured one, and where none is asked for.</param>
/// <param name="Secret">The key as it was shown; empty without one. Never logged, never stored.</param>
internal sealed record Caller(ApiScope Scope, string? Subscriber, string? KeyId, string Secret)
{
    private static readonly object Place = new();

    /// <summary>One name for all that is counted for this caller.</summary>
    public string Account => Subscriber is not null ? $"subscriber {Subscriber}" : $"key {Key}";

    public string Key => KeyId ?? "configured";

    /// <summary>Who has the configured key, or asks a server that has none.</summary>
    public static Caller Operator(string secret) => new(ApiScope.Admin, null, null, secret);

    public static Caller? Of(HttpContext context) => context.Items[Place] as Caller;

    public void Enter(HttpContext context) => context.Items[Place] = this;

    /// <summary>How a handler's parameter is filled.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context) =>
        ValueTask.FromResult(Of(context) ?? throw new InvalidOperationException($"{context.Request.Path} is not guarded, so nobody knows who asks."));

    public bool Sees(string? subscriber) => Subscriber is null || Subscriber == subscriber;

    /// <summary>The subscriber that a request is about, which this caller must be where it is one.</summary>
    /// <param name="asked">The subscriber that the request names; null when it names none.</param>
    /// <returns>Null for all subscribers.</returns>
    /// <exception cref="ForbiddenException">It names another.</exception>
    public string? Only(string? asked) =>
        Sees(asked ?? Subscriber) ? asked ?? Subscriber : throw new ForbiddenException($"This key is {Subscriber}'s; it opens nothing of '{asked}'.");

    // A record would print the secret.
    public override string ToString() => $"{Account} ({Scope})";
}
