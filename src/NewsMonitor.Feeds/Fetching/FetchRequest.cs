using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Fetching;

/// <summary>What to fetch, and what is known of it already.</summary>
/// <param name="Url">An absolute http or https URL.</param>
/// <param name="Validators">Sent as they are; <see cref="Validators.None"/> to ask unconditionally.</param>
/// <param name="BodyHash">Of the body that was read last: the same body is reported as unchanged.</param>
public sealed record FetchRequest(string Url, Validators Validators, string? BodyHash = null)
{
    /// <summary>What is wanted: a web page in the place of a feed is a failure, any other document is taken as it comes.</summary>
    public DocumentKind Kind { get; init; } = DocumentKind.Feed;

    /// <summary>Shown to the origin that it was given for, and to no other; null shows nothing.</summary>
    public FeedAccess? Access { get; init; }

    /// <summary>Largest body in bytes, as sent and as decoded; null for <see cref="FeedOptions.MaximumBodyBytes"/>.</summary>
    public int? MaximumBytes { get; init; }

    /// <summary>Asked before each redirect is followed: false ends the fetch with <see cref="FetchFailure.NotFollowed"/>. Null follows all.</summary>
    public Func<Uri, bool>? Follow { get; init; }

    /// <summary>The feed or article whose turn at the URL's host this is. Its scheduler is told when the fetch goes on at another host; null tells nobody.</summary>
    public string? TurnOf { get; init; }

    /// <summary>True where no scheduler gave a turn at the URL's host: the fetch waits for one before its first request.</summary>
    public bool TakesTurn { get; init; }
}

public enum DocumentKind
{
    Feed,

    /// <summary>A web page, or whatever a site shows under its address.</summary>
    Page,

    /// <summary>A text file for programs, as robots.txt.</summary>
    Text,
}
