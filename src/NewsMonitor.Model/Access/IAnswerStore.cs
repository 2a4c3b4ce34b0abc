namespace NewsMonitor.Model;

/// <summary>A request under an Idempotency-Key.</summary>
/// <param name="Caller">Whose keys these are: two callers may use the same one.</param>
/// <param name="Key">A hash of the Idempotency-Key.</param>
/// <param name="Request">A hash of what was asked: another request under the same key has another.</param>
public sealed record KeyedRequest(string Caller, string Key, string Request);

/// <summary>What is known of a request's key.</summary>
public enum AnswerClaimState
{
    /// <summary>Nothing: whoever claimed it does what is asked.</summary>
    Claimed,

    /// <summary>The request was answered; this is the answer.</summary>
    Answered,

    /// <summary>Somebody else is at it.</summary>
    Running,

    /// <summary>The key was used for another request.</summary>
    Different,

    /// <summary>The caller has as many keys remembered as may be.</summary>
    Full,
}

/// <param name="Answer">The answer, as it was stored; null unless there is one.</param>
/// <param name="Until">While running: when its claim ends. While full: when the caller's oldest key was first used.</param>
public sealed record AnswerClaim(AnswerClaimState State, byte[]? Answer = null, DateTimeOffset? Until = null);

/// <summary>Answers to requests that may be sent again. A claim is held by one; answers are opaque here.</summary>
public interface IAnswerStore
{
    /// <summary>Claims a request, or says why not. What was first used before <paramref name="keptSince"/> is forgotten.</summary>
    /// <param name="request">The request.</param>
    /// <param name="claim">Names this attempt; unique.</param>
    /// <param name="now">When.</param>
    /// <param name="until">When the claim ends if nothing is stored: then another may take it.</param>
    /// <param name="keptSince">Keys first used before are as if they had never been used.</param>
    /// <param name="most">Keys of one caller that are remembered at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<AnswerClaim> ClaimAsync(
        KeyedRequest request, string claim, DateTimeOffset now, DateTimeOffset until, DateTimeOffset keptSince, int most, CancellationToken cancellationToken);

    /// <summary>Stores the answer, if the claim still stands.</summary>
    Task AnswerAsync(KeyedRequest request, string claim, byte[] answer, CancellationToken cancellationToken);

    /// <summary>Gives a claim up, if it still stands: the key is free again.</summary>
    Task ReleaseAsync(KeyedRequest request, string claim, CancellationToken cancellationToken);
}
