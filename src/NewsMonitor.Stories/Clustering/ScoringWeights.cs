namespace NewsMonitor.Stories.Clustering;

/// <summary>How much each kind of evidence counts. The values were chosen by measuring; the room's README says what each is worth.</summary>
internal sealed record ScoringWeights
{
    public static ScoringWeights Default { get; } = new();

    public double Centroid { get; init; } = 8;
    public double Mean { get; init; } = 2;
    public double Contrast { get; init; } = 2;
    public double DecayFloor { get; init; } = 0.5;
    public double DecayDays { get; init; } = 2;
    public double SizeUndated { get; init; } = 1;
    public double SizeDated { get; init; } = -0.5;
    public double PreferLarger { get; init; } = 0.5;
    public double IdfPriorStories { get; init; } = 50;
    public double Copy { get; init; } = 4;
    public double CopyResemblance { get; init; } = 0.5;
    public double[] Lab { get; init; } = [0, 0.5, 1, 1, 5, 3, 0, 0.6, 2, 0.5, 1, 150, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
}
