using System.Collections;

namespace NewsMonitor.Alerts.Matching;

/// <summary>The subscriptions whose query holds for an article, each once, in no order that means something. May be read again.</summary>
public sealed class SubscriptionHits : IEnumerable<SubscriptionHit>
{
    private readonly MatchedSegment[] _segments;

    internal SubscriptionHits(MatchedSegment[] segments) => _segments = segments;

    public Enumerator GetEnumerator() => new(_segments);

    IEnumerator<SubscriptionHit> IEnumerable<SubscriptionHit>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Goes through the hits without making anything for each of them.</summary>
    public struct Enumerator : IEnumerator<SubscriptionHit>
    {
        private readonly MatchedSegment[] _segments;
        private int _segment;
        private int _run;
        private int _place;
        private int _end;

        internal Enumerator(MatchedSegment[] segments)
        {
            _segments = segments;
            Reset();
        }

        public readonly SubscriptionHit Current => new(_segments[_segment], _place);

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            while (true)
            {
                while (++_place < _end)
                {
                    if (_segments[_segment].Stands(_place))
                        return true;
                }

                if (!NextRun())
                    return false;
            }
        }

        public void Reset() => (_segment, _run, _place, _end) = (0, -1, -1, -1);

        public readonly void Dispose()
        {
        }

        private bool NextRun()
        {
            for (_run++; _segment < _segments.Length; _segment++, _run = 0)
            {
                var runs = _segments[_segment].Runs;
                if (_run >= runs.Length)
                    continue;
                (_place, _end) = (runs[_run].From - 1, runs[_run].To);
                return true;
            }

            return false;
        }
    }
}
