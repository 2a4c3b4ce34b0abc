using System.Runtime.InteropServices;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Clustering;

/// <summary>
/// The terms of the open stories: number, how many stories have each, and which. A term's frequency is counted over stories and damped inside
/// one (square root of the articles that have it), so that a giant story does not make its own words common.
/// </summary>
internal sealed class TermTable
{
    private readonly Dictionary<string, int> _ids = new(4096);
    private readonly List<string> _terms = [];
    private Entry[] _entries = new Entry[4096];
    private List<int>?[] _postings = new List<int>?[4096];
    private readonly Stack<int> _free = new();

    /// <summary>Stories that have the term, by slot; may hold slots of closed stories until <see cref="Purge"/>.</summary>
    public List<int> Postings(int term) => _postings[term] ??= new List<int>(2);

    public int Count => _ids.Count;

    public string Text(int term) => _terms[term];

    public int Id(string term, string language)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, term, out var known);
        if (known)
            return id;
        if (_free.TryPop(out id))
        {
            _terms[id] = term;
        }
        else
        {
            id = _terms.Count;
            _terms.Add(term);
            if (id == _entries.Length)
            {
                Array.Resize(ref _entries, id * 2);
                Array.Resize(ref _postings, id * 2);
            }
        }

        _entries[id] = new Entry { Prior = (float)CommonWords.Prior(term, language) };
        _entries[id].Count();
        return id;
    }

    public Entry[] Entries => _entries;

    public double Frequency(int term) => Fixed.ToDouble(_entries[term].Frequency);

    /// <summary>Open stories that have the term.</summary>
    public int Stories(int term) => _entries[term].Stories;

    /// <summary>A story has the term in one more article.</summary>
    /// <param name="slot">The story.</param>
    /// <param name="before">Articles of the story that had it before.</param>
    public void Grow(int term, int slot, int before)
    {
        ref var entry = ref _entries[term];
        entry.Frequency += Fixed.Root(before + 1) - Fixed.Root(before);
        entry.Count();
        if (before == 0)
        {
            entry.Stories++;
            Postings(term).Add(slot);
        }
    }

    /// <summary>A story that had the term in <paramref name="articles"/> articles has closed.</summary>
    public void Leave(int term, int articles)
    {
        ref var entry = ref _entries[term];
        entry.Frequency -= Fixed.Root(articles);
        entry.Count();
        entry.Stories--;
    }

    /// <summary>Leaves a story that has the term in <paramref name="articles"/> articles out of the frequency, or counts it again.</summary>
    public void Except(int term, int articles, bool again)
    {
        ref var entry = ref _entries[term];
        entry.Frequency += again ? Fixed.Root(articles) : -Fixed.Root(articles);
        entry.Count();
    }

    /// <summary>Removes closed stories from the postings, and terms that nobody has any more.</summary>
    public void Purge(Predicate<int> closed)
    {
        for (var id = 0; id < _terms.Count; id++)
        {
            var postings = _postings[id];
            if (postings is null)
                continue;
            postings.RemoveAll(closed);
            if (postings.Count > 0)
                continue;
            _postings[id] = null;
            if (_ids.Remove(_terms[id]))
                _free.Push(id);
            _terms[id] = "";
        }
    }

    [StructLayout(LayoutKind.Auto)]
    internal struct Entry
    {
        /// <summary>Damped number of stories, fixed point: adding and taking away leaves no rounding behind.</summary>
        public long Frequency;

        /// <summary>ln(frequency + 1.5), kept because it is read a hundred times more often than it changes.</summary>
        public float LogFrequency;

        /// <summary>Scratch: the weight of the term in the article that is being compared; 0 otherwise.</summary>
        public float Article;

        public int Stories;

        /// <summary>Stories that the term is taken to have been in before the first.</summary>
        public float Prior;

        public void Count() => LogFrequency = (float)Math.Log(Fixed.ToDouble(Frequency) + Prior + 1.5);
    }
}
