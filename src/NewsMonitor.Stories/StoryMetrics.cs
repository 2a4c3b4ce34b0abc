using System.Diagnostics.Metrics;
using NewsMonitor.Model;

namespace NewsMonitor.Stories;

/// <summary>This room's instruments.</summary>
public sealed class StoryMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _assigned;
    private readonly Counter<long> _setAside;
    private readonly Counter<long> _closed;
    private readonly Counter<long> _rebuilds;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _changed;
    private readonly UpDownCounter<long> _open;
    private readonly Histogram<double> _wait;
    private readonly Histogram<double> _batch;

    public StoryMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("NewsMonitor.Stories");
        _assigned = _meter.CreateCounter<long>("newsmonitor.stories.assigned", "{article}", "Articles that got their story, by language and kind.");
        _setAside = _meter.CreateCounter<long>("newsmonitor.stories.set_aside", "{article}", "Articles that the engine could not take, by language.");
        _closed = _meter.CreateCounter<long>("newsmonitor.stories.closed", "{story}", "Stories that closed, by language.");
        _rebuilds = _meter.CreateCounter<long>("newsmonitor.stories.rebuilds", "{index}", "Indexes that were rebuilt from the database, by language.");
        _refused = _meter.CreateCounter<long>("newsmonitor.stories.refused", "{batch}", "Batches that the database refused because the index was not current, by language.");
        _changed = _meter.CreateCounter<long>("newsmonitor.stories.changed", "{change}", "Merges, splits and moves by second thoughts, by language and kind.");
        _open = _meter.CreateUpDownCounter<long>("newsmonitor.stories.open", "{story}", "Open stories in the indexes of this process, by language.");
        _wait = _meter.CreateHistogram<double>("newsmonitor.stories.wait", "s", "Time from an article's arrival to its story, by language.");
        _batch = _meter.CreateHistogram<double>("newsmonitor.stories.batch.duration", "s", "Time of a batch of articles, by language.");
    }

    public void Dispose() => _meter.Dispose();

    internal void Assigned(string language, StoryAssignment assignment, TimeSpan wait)
    {
        var tag = Tag(language);
        var kind = assignment.Began ? StoryEventKind.Began : assignment.CopyOf is null ? StoryEventKind.Joined : StoryEventKind.Copied;
        _assigned.Add(1, tag, new KeyValuePair<string, object?>("kind", kind.ToString()));
        _wait.Record(Math.Max(0, wait.TotalSeconds), tag);
    }

    internal void Batch(string language, TimeSpan duration) => _batch.Record(duration.TotalSeconds, Tag(language));

    internal void SetAside(string language) => _setAside.Add(1, Tag(language));

    internal void Closed(string language, int stories) => _closed.Add(stories, Tag(language));

    internal void Rebuilt(string language) => _rebuilds.Add(1, Tag(language));

    internal void Refused(string language) => _refused.Add(1, Tag(language));

    internal void Changed(StoryChange change) =>
        _changed.Add(1, Tag(change.Language), new KeyValuePair<string, object?>("kind", change.Kind.ToString()));

    internal void Open(string language, int change) => _open.Add(change, Tag(language));

    private static KeyValuePair<string, object?> Tag(string language) => new("language", language);
}
