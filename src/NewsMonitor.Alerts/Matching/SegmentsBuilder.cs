namespace NewsMonitor.Alerts.Matching;

/// <summary>Collects subscriptions into segments: into one, and into another once that is full.</summary>
/// <param name="full">Numbers of code, or features, from which on a segment is given no further query. 1 or more.</param>
internal sealed class SegmentsBuilder(WordFrequencies frequencies, int full = SubscriptionSegment.Full)
{
    private readonly List<SubscriptionSegment> _built = [];
    private readonly List<UnreadableSubscription> _unreadable = [];
    private SegmentBuilder _last = new(frequencies);

    public int Full => full;

    /// <summary>Subscriptions that were left out because their query cannot be read (any more).</summary>
    public IEnumerable<UnreadableSubscription> Unreadable => [.. _unreadable, .. _last.Unreadable];

    /// <summary>Where the next query is added, with its subscriptions.</summary>
    public SegmentBuilder Room()
    {
        if (_last.Size >= full)
        {
            _built.Add(_last.Build());
            _unreadable.AddRange(_last.Unreadable);
            _last = new SegmentBuilder(frequencies);
        }

        return _last;
    }

    /// <returns>One or more. More may be added afterwards, for another call.</returns>
    public IReadOnlyList<SubscriptionSegment> Build() => [.. _built, _last.Build()];
}
