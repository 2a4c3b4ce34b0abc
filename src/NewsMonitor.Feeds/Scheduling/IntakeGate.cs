namespace NewsMonitor.Feeds.Scheduling;

/// <summary>
/// Stops intake while something that every poll needs is missing (the store, the network): no poll is started for a while, then one, and only
/// when that one comes through all others. Plain bookkeeping without clock or lock.
/// </summary>
internal sealed class IntakeGate(TimeSpan delay)
{
    private const int LongestDelays = 12;

    private DateTimeOffset _until;
    private int _refusals;

    public bool Closed => _refusals > 0;

    /// <param name="running">Polls that run: while the gate is closed there is one at most.</param>
    public bool MayStart(DateTimeOffset now, int running) => !Closed || (now >= _until && running == 0);

    /// <returns>True when intake was open until now.</returns>
    public bool Refused(DateTimeOffset now)
    {
        // Polls that were under way when it began are one refusal.
        if (Closed && now < _until)
            return false;
        _refusals++;
        _until = now + delay * Math.Min(Math.Pow(2, Math.Min(_refusals - 1, 10)), LongestDelays);
        return _refusals == 1;
    }

    /// <returns>True when intake was stopped until now.</returns>
    public bool Accepted()
    {
        var wasClosed = Closed;
        _refusals = 0;
        return wasClosed;
    }
}
