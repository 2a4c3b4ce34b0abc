using NewsMonitor.Model;

namespace NewsMonitor.Stories;

public sealed record AssignedArticle(Article Article, StoryAssignment Assignment);

/// <param name="Text">Words that must all occur in the headline or an article's title; null for any.</param>
/// <param name="Since">Latest article arrived at or after this; null for any time.</param>
public sealed record StoryFilter(string? Text = null, DateTimeOffset? Since = null, int MinSources = 1);

/// <param name="OldestPending">When the oldest article without a story arrived; null when none is pending.</param>
public sealed record StoryCounts(long Stories, long Open, long PendingArticles, long SetAside, DateTimeOffset? OldestPending);
