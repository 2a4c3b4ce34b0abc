namespace NewsMonitor.Feeds.Scheduling;

/// <summary>
/// Requests that come from elsewhere: they wait beside a host's due feeds, take turns with them, and count towards the same concurrency and spacing. As many wait as may
/// run, because who waits holds up others; the rest are told when to come again, one after the other.
/// </summary>
internal sealed partial class PollLine
{
    // All guests, those that wait and those that have a turn.
    private readonly Dictionary<Guid, Guest> _guests = [];

    // Where guests wait.
    private readonly HashSet<HostLine> _hosting = [];

    // Feeds and articles that run, but not at their host any more.
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);

    /// <returns>Null when too many are there, or the turn would not come in time.</returns>
    public Guest? Receive(string host, Guid turn, string? feed, TimeSpan patience, DateTimeOffset now)
    {
        if (_guests.TryGetValue(turn, out var known))
            return known;
        var line = Find(host);
        var guest = new Guest(turn, line, feed);
        var waiting = line.Guests?.Count ?? 0;
        if (line.GuestsRunning + waiting >= 2 * hostConcurrency || guest.Earliest + waiting * hostSpacing > now + patience)
            return null;
        _guests.Add(turn, guest);
        (line.Guests ??= []).Add(guest);
        _hosting.Add(line);
        return guest;
    }

    /// <summary>Lets those begin whose host may be asked now.</summary>
    /// <param name="longest">How long a fetch lasts at most: then a turn is over though nobody gave it back.</param>
    /// <param name="first">Only where it is a guest's turn rather than a feed's.</param>
    public void Welcome(DateTimeOffset now, TimeSpan longest, bool first)
    {
        foreach (var host in _hosting)
        {
            while (host.Running < hostConcurrency && !(first && host is { GuestWasLast: true, Waiting.Count: > 0 })
                && host.Guests?.Find(guest => guest.Earliest <= now) is { } guest)
            {
                Unwait(guest);
                host.Running++;
                host.GuestsRunning++;
                host.GuestWasLast = true;
                host.NextStart = now + hostSpacing;
                // What a person asked for may stand behind the scheduler's own poll of the feed.
                guest.Begin(now + (guest.Feed is null ? longest : 2 * longest));
            }
        }
    }

    /// <summary>A guest's turn has ended, or it waits no more.</summary>
    public void End(Guid turn, DateTimeOffset now)
    {
        if (!_guests.Remove(turn, out var guest))
            return;
        if (guest.Lapses is null)
        {
            Unwait(guest);
            guest.TurnAway();
            return;
        }

        guest.Host.Running--;
        guest.Host.GuestsRunning--;
        Place(guest.Host, now);
    }

    /// <summary>Ends the turns that nobody gave back.</summary>
    public void Lapse(DateTimeOffset now)
    {
        foreach (var guest in _guests.Values)
        {
            if (guest.Lapses <= now)
                End(guest.Turn, now);
        }
    }

    /// <summary>Nobody waits any more.</summary>
    public void TurnAllAway(DateTimeOffset now)
    {
        foreach (var guest in _guests.Values)
        {
            if (guest.Lapses is null)
                End(guest.Turn, now);
        }
    }

    /// <summary>A poll, or the reading of a page, runs on at another host.</summary>
    public void Leave(string holder, DateTimeOffset now)
    {
        // A person asked for it.
        if (_guests.Values.FirstOrDefault(guest => guest.Feed == holder && guest.Lapses is not null) is { } guest)
        {
            End(guest.Turn, now);
            return;
        }

        if (_gone.Contains(holder) || !_feeds.TryGetValue(holder, out var name))
            return;
        var host = _hosts[name];
        // What waits has nothing to give back: the word came late, from a poll before this one.
        if (host.Waiting.UnorderedItems.Any(waiting => waiting.Element.FeedId == holder))
            return;
        _gone.Add(holder);
        host.Running--;
        Place(host, now);
    }

    public void Rest(string host, DateTimeOffset until)
    {
        var line = Find(host);
        if (until > line.RestsUntil)
            line.RestsUntil = until;
    }

    /// <summary>When somebody who was not let in should come again: each a little later than the one before, so that they do not all come at once.</summary>
    /// <param name="feed">As for <see cref="Receive"/>: a person waits neither for a rest nor for those who have come before.</param>
    public DateTimeOffset ComeAgain(string host, string? feed, TimeSpan within, DateTimeOffset now)
    {
        var line = Find(host);
        var soonest = line.NextStart > now ? line.NextStart : now;
        if (feed is not null)
            return soonest + hostSpacing;
        soonest = line.RestsUntil > soonest ? line.RestsUntil : soonest;
        var again = (line.Promised > soonest ? line.Promised : soonest) + hostSpacing;
        var latest = soonest > now + within ? soonest : now + within;
        return line.Promised = again < latest ? again : latest;
    }

    private DateTimeOffset? NextGuest()
    {
        DateTimeOffset? next = null;
        foreach (var host in _hosting)
        {
            if (host.Running >= hostConcurrency)
                continue;
            foreach (var guest in host.Guests!)
                next = next is null || guest.Earliest < next ? guest.Earliest : next;
        }

        return next;
    }

    private void Unwait(Guest guest)
    {
        guest.Host.Guests!.Remove(guest);
        if (guest.Host.Guests.Count > 0)
            return;
        guest.Host.Guests = null;
        _hosting.Remove(guest.Host);
    }
}
