namespace NewsMonitor.Stories.Indexing;

/// <param name="Taken">Pending articles that were looked at; zero when nothing was pending.</param>
/// <param name="Assigned">Articles that got their story.</param>
/// <param name="Changed">Stories that second thoughts changed.</param>
/// <param name="Waiting">True when second thoughts stopped because articles are pending: more is to do at once.</param>
public sealed record IndexedBatch(int Taken, int Assigned, int Changed = 0, bool Waiting = false);
