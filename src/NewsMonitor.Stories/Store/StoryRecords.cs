using NewsMonitor.Model;

namespace NewsMonitor.Stories;

public sealed record AssignedArticle(Article Article, StoryAssignment Assignment);

/// <summary>An assignment as the index writes it.</summary>
/// <param name="Analysis">What the index saw in the article (<see cref="Text.AnalysedArticle.ToBytes"/>), kept while the story is open; null to have it analysed anew when needed.</param>
public sealed record IndexedAssignment(StoryAssignment Assignment, byte[]? Analysis)
{
    public static implicit operator IndexedAssignment(StoryAssignment assignment) => new(assignment, null);
}

/// <summary>An article of an open story, as an index takes it back.</summary>
/// <param name="CopyOf">The original of which it is a copy; null when it is independent.</param>
/// <param name="Analysis">What was written with its assignment; null when nothing was.</param>
/// <param name="Pinned">True when an operator put it where it is.</param>
public sealed record IndexedArticle(string ArticleId, string StoryId, string? CopyOf, byte[]? Analysis, bool Pinned = false);

/// <summary>What an index decided of a batch of articles of its language.</summary>
/// <param name="At">When.</param>
/// <param name="KnownChange">The newest change of the language that the index knew; null when that is not to be asked.</param>
/// <param name="ReviewAt">When to look again at the stories that got an article, unless they are due earlier; null for never.</param>
public sealed record AssignedBatch(
    string Language, IReadOnlyList<IndexedAssignment> Assignments, DateTimeOffset At, long? KnownChange = null, DateTimeOffset? ReviewAt = null);

/// <param name="Text">Words that must all occur in the headline or an article's title; null for any.</param>
/// <param name="Since">Latest article arrived at or after this; null for any time.</param>
public sealed record StoryFilter(string? Text = null, DateTimeOffset? Since = null, int MinSources = 1);

/// <param name="OldestPending">When the oldest article without a story arrived; null when none is pending.</param>
/// <param name="Stories">Open and closed ones, without those that were merged.</param>
public sealed record StoryCounts(long Stories, long Open, long PendingArticles, long SetAside, DateTimeOffset? OldestPending);
