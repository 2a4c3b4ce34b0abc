namespace NewsMonitor.Stories.Linking;

/// <summary>How much two stories have in common.</summary>
/// <param name="Score">Evidence, less where most of what they tell is not shared.</param>
/// <param name="Share">Share of what both tell that is shared, 0 to 1.</param>
/// <param name="Gap">Days between their publications; NaN when either does not say.</param>
/// <param name="Shared">What both have, with its evidence.</param>
internal sealed record LinkLikeness(double Score, double Share, double Gap, List<(LinkKey Key, double Evidence)> Shared);
