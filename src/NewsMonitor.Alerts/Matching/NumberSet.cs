namespace NewsMonitor.Alerts.Matching;

/// <summary>Numbers from 0: a small open hash table that lies in the processor's nearest memory.</summary>
/// <param name="bits">It has room for half of two to this power before it grows.</param>
internal sealed class NumberSet(int bits)
{
    // Each number and one; zero where the slot is empty.
    private int[] _slots = new int[1 << bits];
    private int _shift = 32 - bits;

    public int Count { get; private set; }

    public bool Has(int number)
    {
        var slots = _slots;
        for (var slot = Slot(number); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            if (slots[slot] == number + 1)
                return true;
        }

        return false;
    }

    /// <returns>False when it was there.</returns>
    public bool Add(int number)
    {
        if (Has(number))
            return false;
        if (++Count * 2 > _slots.Length)
            Grow();
        Put(number + 1);
        return true;
    }

    private void Grow()
    {
        var before = _slots;
        _slots = new int[before.Length * 2];
        _shift--;
        foreach (var next in before)
        {
            if (next != 0)
                Put(next);
        }
    }

    private void Put(int next)
    {
        var slot = Slot(next - 1);
        while (_slots[slot] != 0)
            slot = (slot + 1) & (_slots.Length - 1);
        _slots[slot] = next;
    }

    // Multiplicative hashing by the golden ratio: Knuth, The Art of Computer Programming, volume 3, section 6.4.
    private int Slot(int number) => (int)(((uint)number * 2_654_435_769u) >> _shift);
}
