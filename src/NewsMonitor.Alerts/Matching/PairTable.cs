using System.Runtime.InteropServices;

namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// The numbers of pairs. An open hash table: an article asks it for each of its words and the next one, mostly in vain, and one look into memory says so.
/// </summary>
internal sealed class PairTable
{
    private Slot[] _slots = new Slot[16];
    private int _shift = 64 - 4;
    private int _count;

    /// <returns>-1 when the pair is not there.</returns>
    public int Find(int first, int second)
    {
        var slots = _slots;
        for (var at = Place(first, second); ; at = (at + 1) & (slots.Length - 1))
        {
            ref readonly var slot = ref slots[at];
            if (slot.Next == 0)
                return -1;
            if (slot.First == first && slot.Second == second)
                return slot.Next - 1;
        }
    }

    /// <param name="number">From 0.</param>
    public void Add(int first, int second, int number)
    {
        if (++_count * 2 > _slots.Length)
            Grow();
        Put(new Slot(first, second, number + 1));
    }

    private void Grow()
    {
        var before = _slots;
        _slots = new Slot[before.Length * 2];
        _shift--;
        foreach (var slot in before)
        {
            if (slot.Next != 0)
                Put(slot);
        }
    }

    private void Put(Slot slot)
    {
        var at = Place(slot.First, slot.Second);
        while (_slots[at].Next != 0)
            at = (at + 1) & (_slots.Length - 1);
        _slots[at] = slot;
    }

    // Multiplicative hashing by the golden ratio: Knuth, The Art of Computer Programming, volume 3, section 6.4.
    private int Place(int first, int second) => (int)(((((ulong)(uint)first << 32) | (uint)second) * 0x9E37_79B9_7F4A_7C15) >> _shift);

    /// <param name="Next">The pair's number and one; zero where the slot is empty.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Slot(int First, int Second, int Next);
}
