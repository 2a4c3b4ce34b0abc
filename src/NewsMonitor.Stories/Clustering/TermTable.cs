using System.Numerics;
using System.Runtime.InteropServices;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Clustering;

/// <summary>
/// The terms of the open stories: number, how many stories have each, and which. A term's frequency is counted over stories and damped inside
/// one (square root of the articles that have it), so that a giant story does not make its own words common.
/// </summary>
/// <remarks>
/// A term is known by a hash of 64 bits instead of its text: among a million terms two are taken for one once in forty million indexes, and
/// then two rare words count as the same. Numbers are given as terms come and given again when nobody has the term any more: they differ from
/// index to index, and nothing that is decided may depend on them. About fifty bytes a term.
/// </remarks>
/// <param name="commonStories">A term that more open stories have is common: nobody asks for its stories.</param>
internal sealed class TermTable(int commonStories)
{
    private readonly PostingPool _postings = new();
    private readonly Stack<int> _free = new();

    // Lists are dropped somewhat later than nobody asks for them, so that a term on the border is not listed again and again.
    private readonly int _listed = commonStories + (commonStories / 4);

    // Numbers of terms by hash. Linear probing.
    private Place[] _places = new Place[8192];
    private Entry[] _entries = new Entry[4096];
    private Weight[] _weights = new Weight[4096];
    private int _numbers;
    private uint _seen;

    /// <summary>Terms that have a number.</summary>
    public int Count => _numbers - _free.Count;

    /// <summary>What comparing reads of the terms, by number.</summary>
    public Weight[] Weights => _weights;

    /// <summary>The same in every index: for an order that depends on nothing else.</summary>
    public uint Hash(int term) => (uint)(_entries[term].Hash >> 32);

    /// <summary>Open stories that have the term.</summary>
    public int Stories(int term) => _entries[term].Stories;

    /// <summary>True when so many stories have it that nobody asks which.</summary>
    public bool IsCommon(int term) => _entries[term].Stories > commonStories;

    /// <summary>The numbers of an article's terms, new ones of terms that nobody has.</summary>
    public void Number(ReadOnlySpan<string> terms, string language, Span<int> numbers)
    {
        var hashes = terms.Length <= 1024 ? stackalloc ulong[terms.Length] : new ulong[terms.Length];
        // One look at each place first, without deciding anything by it: so the processor waits for the memory once and not for every term.
        var seen = 0U;
        for (var i = 0; i < terms.Length; i++)
        {
            hashes[i] = HashOf(terms[i]);
            seen ^= _places[Home(hashes[i])].Tag;
        }

        _seen = seen;
        for (var i = 0; i < terms.Length; i++)
            numbers[i] = Number(hashes[i], terms[i], language);
    }

    private int Number(ulong hash, string term, string language)
    {
        var tag = (uint)(hash >> 32);
        var at = Home(hash);
        for (; _places[at].Number != 0; at = After(at))
        {
            var known = _places[at].Number - 1;
            if (_places[at].Tag == tag && _entries[known].Hash == hash)
                return known;
        }

        if (!_free.TryPop(out var id))
            id = NextNumber();
        _entries[id] = new Entry { Hash = hash, Frequency = Fixed.Of(CommonWords.Prior(term, language)) };
        Weigh(id);
        _places[at] = new Place(tag, id + 1);
        if (Count > _places.Length / 4 * 3)
            Grow();
        return id;
    }

    /// <summary>A story has the term in one more article.</summary>
    /// <param name="term">The term.</param>
    /// <param name="slot">The story.</param>
    /// <param name="before">Articles of the story that had it before.</param>
    public void Grow(int term, int slot, int before)
    {
        ref var entry = ref _entries[term];
        entry.Frequency += Fixed.Root(before + 1) - Fixed.Root(before);
        Weigh(term);
        if (before > 0)
            return;
        if (entry.Stories == 0)
            entry.List = slot;
        else if (entry.List != Entry.Unlisted)
            entry.List = entry.Stories < _listed ? _postings.Add(entry.List, entry.Stories, slot) : Drop(entry.List, entry.Stories);
        entry.Stories++;
    }

    /// <summary>A story that had the term in <paramref name="articles"/> articles is no longer there.</summary>
    public void Leave(int term, int slot, int articles)
    {
        ref var entry = ref _entries[term];
        entry.Frequency -= Fixed.Root(articles);
        Weigh(term);
        if (entry.List != Entry.Unlisted && entry.Stories > 1)
            entry.List = _postings.Remove(entry.List, entry.Stories, slot);
        entry.Stories--;
        Release(term);
    }

    /// <summary>Gives the number of a term back that no story has.</summary>
    public void Release(int term)
    {
        ref var entry = ref _entries[term];
        if (entry.Stories > 0 || entry.Hash == 0)
            return;
        RemovePlace(entry.Hash, term);
        entry = default;
        _free.Push(term);
    }

    /// <summary>True when the stories of a term that is not common are not listed: it was common before. <see cref="List"/> mends it.</summary>
    public bool IsUnlisted(int term) => _entries[term].List == Entry.Unlisted && _entries[term].Stories > 0;

    /// <summary>Lists the stories of an unlisted term.</summary>
    public void List(int term, ReadOnlySpan<int> slots)
    {
        ref var entry = ref _entries[term];
        entry.List = slots[0];
        for (var i = 1; i < slots.Length; i++)
            entry.List = _postings.Add(entry.List, i, slots[i]);
    }

    /// <summary>Slots of the stories that have a listed term, in no order. Valid until the table changes.</summary>
    public ReadOnlySpan<int> Postings(int term)
    {
        ref var entry = ref _entries[term];
        return entry.Stories switch
        {
            0 => [],
            1 => new ReadOnlySpan<int>(ref entry.List),
            var stories => _postings.Get(entry.List, stories),
        };
    }

    private int Drop(int list, int stories)
    {
        _postings.Free(list, stories);
        return Entry.Unlisted;
    }

    private void Weigh(int term) => _weights[term].LogFrequency = (float)Math.Log(Fixed.ToDouble(_entries[term].Frequency) + 1.5);

    private int NextNumber()
    {
        if (_numbers == _entries.Length)
        {
            // A quarter more: what lies idle is memory, too.
            var larger = _numbers + (_numbers / 4);
            Array.Resize(ref _entries, larger);
            Array.Resize(ref _weights, larger);
        }

        return _numbers++;
    }

    // The lower half of a hash times the size: its upper half is a share of the table, whatever its size.
    private int Home(ulong hash) => (int)(((ulong)(uint)hash * (ulong)_places.Length) >> 32);

    private int After(int at) => at + 1 == _places.Length ? 0 : at + 1;

    private int Distance(int from, int to) => to >= from ? to - from : to - from + _places.Length;

    private void Grow()
    {
        var before = _places;
        _places = new Place[before.Length + (before.Length / 4)];
        foreach (var place in before)
        {
            if (place.Number == 0)
                continue;
            var at = Home(_entries[place.Number - 1].Hash);
            while (_places[at].Number != 0)
                at = After(at);
            _places[at] = place;
        }
    }

    private void RemovePlace(ulong hash, int term)
    {
        var at = Home(hash);
        while (_places[at].Number != term + 1)
            at = After(at);
        // What follows moves up if it may, so that no search ends early (Knuth, The Art of Computer Programming 3, 6.4 R).
        for (var next = After(at); _places[next].Number != 0; next = After(next))
        {
            if (Distance(Home(_entries[_places[next].Number - 1].Hash), next) < Distance(at, next))
                continue;
            _places[at] = _places[next];
            at = next;
        }

        _places[at] = default;
    }

    private static ulong HashOf(ReadOnlySpan<char> term)
    {
        var text = MemoryMarshal.AsBytes(term);
        var hash = (ulong)text.Length * 0x9E3779B97F4A7C15UL;
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..])
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(text));
        var rest = 0UL;
        foreach (var b in text)
            rest = (rest << 8) | b;
        hash = Mix(hash ^ rest);
        hash ^= hash >> 32;
        return hash == 0 ? 1 : hash;

        static ulong Mix(ulong value)
        {
            value *= 0xFF51AFD7ED558CCDUL;
            return BitOperations.RotateLeft(value, 29) * 0xC4CEB9FE1A85EC53UL;
        }
    }

    /// <summary>What comparing reads of a term.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal struct Weight
    {
        /// <summary>ln(frequency + 1.5): kept because it is read a hundred times more often than it changes.</summary>
        public float LogFrequency;

        /// <summary>Scratch: of the article that is being compared, see <see cref="ArticleQuery.Projected"/>; 0 for others.</summary>
        public int Projected;
    }

    /// <param name="Tag">Upper half of the hash.</param>
    /// <param name="Number">The term's number and one; 0 for an empty place.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(uint Tag, int Number);

    [StructLayout(LayoutKind.Auto)]
    private struct Entry
    {
        /// <summary>In <see cref="List"/>: nobody keeps which stories have the term.</summary>
        public const int Unlisted = -1;

        /// <summary>Damped number of stories, fixed point: adding and taking away leaves no rounding behind.</summary>
        public long Frequency;

        /// <summary>Of the term that has the number; 0 while none has it.</summary>
        public ulong Hash;

        public int Stories;

        /// <summary>The only story that has the term, or its block of postings.</summary>
        public int List;
    }
}
