namespace NewsMonitor.Stories.Text;

/// <summary>
/// Weights of terms are multiples of 1/1024, from one unit to 1: most fit in a byte, their sums are exact whatever the order, and what was
/// stored equals what was analysed. The rounding is under one per cent of the weight of a term in a page of text.
/// </summary>
internal static class TermWeight
{
    /// <summary>Units in a weight of 1.</summary>
    public const int One = 1 << 10;

    public static float Round(double weight) => FromUnits(Math.Clamp((int)Math.Round(weight * One), 1, One));

    /// <param name="weight">A weight on the grid.</param>
    public static int ToUnits(float weight) => (int)(weight * One);

    public static float FromUnits(int units) => units / (float)One;
}
