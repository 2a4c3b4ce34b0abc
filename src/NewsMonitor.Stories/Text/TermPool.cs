namespace NewsMonitor.Stories.Text;

/// <summary>
/// Gives the same string for the same letters most of the time, in bounded room, so that analysing does not allocate every word anew. Safe
/// for any number of threads: a lost race only costs a string.
/// </summary>
internal sealed class TermPool
{
    private readonly string?[] _slots;

    /// <param name="size">Strings kept, a power of two.</param>
    public TermPool(int size = 1 << 17) => _slots = new string?[size];

    public string Get(ReadOnlySpan<char> term) => Get(term, WordHash.Of(term));

    /// <param name="term">The term.</param>
    /// <param name="hash">Its <see cref="WordHash"/>.</param>
    public string Get(ReadOnlySpan<char> term, ulong hash)
    {
        ref var slot = ref _slots[(hash ^ (hash >> 29)) & (ulong)(_slots.Length - 1)];
        var found = slot;
        if (found is not null && term.SequenceEqual(found))
            return found;
        return slot = term.ToString();
    }
}
