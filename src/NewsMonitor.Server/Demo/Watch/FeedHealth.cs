using System.Collections.Concurrent;
using System.Globalization;

namespace NewsMonitor.Server.Demo.Watch;

/// <summary>Notices when a feed begins to fail and when it is back.</summary>
public sealed class FeedHealth
{
    private readonly Dictionary<string, int> _failures = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

    public bool AllWell => _failures.Count == 0;

    /// <summary>Whether a feed was ever seen to fail; may be asked from any thread.</summary>
    /// <param name="path">What the feed's address ends with.</param>
    public bool HasFailed(string path) => _seen.Keys.Any(url => url.EndsWith(path, StringComparison.Ordinal));

    /// <returns>What changed since the last look, a sentence for each feed.</returns>
    public IReadOnlyList<(string Url, string What)> Look(IEnumerable<WatchedFeed> feeds)
    {
        var changes = new List<(string, string)>();
        foreach (var feed in feeds)
        {
            var before = _failures.GetValueOrDefault(feed.Url);
            if (feed.Failed)
            {
                _failures[feed.Url] = Math.Max(feed.Failures, 1);
                _seen[feed.Url] = true;
                if (before == 0)
                    changes.Add((feed.Url, $"fails: {feed.Error}"));
            }
            else if (_failures.Remove(feed.Url))
            {
                changes.Add((feed.Url, string.Create(CultureInfo.InvariantCulture, $"is back after {before} failed {(before == 1 ? "poll" : "polls")}; nothing was lost")));
            }
        }

        return changes;
    }
}
