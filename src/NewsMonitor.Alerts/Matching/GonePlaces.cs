namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// Places of a segment whose subscriptions do not stand any more: immutable. Bits in pages, each shared with what it was made of until something on it
/// changes, so that a change costs little beside a million places.
/// </summary>
internal sealed class GonePlaces
{
    private const int PageBits = 12;
    private const int PageWords = 1 << (PageBits - 6);

    private readonly ulong[]?[] _pages;

    private GonePlaces(ulong[]?[] pages, int count) => (_pages, Count) = (pages, count);

    public static GonePlaces None { get; } = new([], 0);

    public int Count { get; }

    public bool Contains(int place) =>
        place >> PageBits is var page && page < _pages.Length && _pages[page] is { } words && (words[Word(place)] & (1ul << place)) != 0;

    /// <param name="places">From 0; may be among them already, and may come twice.</param>
    public GonePlaces With(IEnumerable<int> places)
    {
        var (pages, count, own) = ((ulong[]?[])_pages.Clone(), Count, new HashSet<int>());
        foreach (var place in places)
        {
            var page = place >> PageBits;
            if (page >= pages.Length)
                Array.Resize(ref pages, page + 1);
            if (own.Add(page))
                pages[page] = (ulong[]?)pages[page]?.Clone() ?? new ulong[PageWords];
            ref var word = ref pages[page]![Word(place)];
            count += (word & (1ul << place)) == 0 ? 1 : 0;
            word |= 1ul << place;
        }

        return count == Count ? this : new GonePlaces(pages, count);
    }

    private static int Word(int place) => (place >> 6) & (PageWords - 1);
}
