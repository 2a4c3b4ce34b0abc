using System.Numerics;

namespace NewsMonitor.Stories.Text;

/// <summary>Weekdays and months that a text names, a bit each: what happened on Tuesday is not what happened on Friday.</summary>
/// <param name="Bits">From the lowest: Sunday to Saturday, then January to December.</param>
internal readonly record struct NamedTimes(int Bits)
{
    /// <summary>Bits in use.</summary>
    public const int Count = 19;

    public const int Weekdays = 0b111_1111;

    public const int Months = ((1 << Count) - 1) & ~Weekdays;

    /// <exception cref="InvalidDataException">Bits that stand for nothing.</exception>
    public static NamedTimes FromBits(ulong bits) => bits >> Count == 0 ? new NamedTimes((int)bits) : throw new InvalidDataException($"No weekday or month is bit {ulong.Log2(bits)}.");

    /// <summary>How many of some of the bits are set.</summary>
    public int Of(int kind) => BitOperations.PopCount((uint)(Bits & kind));

    public NamedTimes With(int bit) => new(Bits | (1 << bit));
}
