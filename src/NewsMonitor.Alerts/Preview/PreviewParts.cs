namespace NewsMonitor.Alerts.Preview;

/// <summary>
/// A range of articles in parts, the latest first, for several readers: each takes the next part, and what they find is counted in the order of the parts, whoever is
/// quicker.
/// </summary>
/// <param name="range">All of it.</param>
/// <param name="tally">Counts.</param>
internal sealed class PreviewParts(HistoricRange range, PreviewTally tally)
{
    /// <summary>Sequences of a part.</summary>
    private const int Length = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, List<PreviewRow>> _waiting = [];
    private int _taken;
    private int _counted;
    private int _parts = int.MaxValue;

    /// <summary>Whether all of it was counted, or as much as is to be.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <returns>Null when there is none left that is wanted.</returns>
    public (int Number, HistoricRange Range)? Next()
    {
        lock (_lock)
        {
            var last = range.Last - ((long)_taken * Length);
            if (last < range.First || _taken >= _parts || tally.IsFull)
                return null;
            return (_taken++, new HistoricRange(Math.Max(range.First, last - Length + 1), last));
        }
    }

    /// <param name="ended">False when time was up before the end of the part: nothing is counted after it.</param>
    public void Add(int number, List<PreviewRow> rows, bool ended)
    {
        lock (_lock)
        {
            _waiting.Add(number, rows);
            if (!ended)
                _parts = Math.Min(_parts, number + 1);
            while (_counted < _parts && _waiting.Remove(_counted, out var next))
            {
                tally.Add(next);
                _counted++;
            }

            IsComplete = _counted < _parts || tally.IsFull;
        }
    }

    /// <summary>No more parts: somebody failed.</summary>
    public void Stop()
    {
        lock (_lock)
            _parts = 0;
    }
}
