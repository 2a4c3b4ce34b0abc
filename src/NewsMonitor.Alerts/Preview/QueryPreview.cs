using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Preview;

/// <summary>What a query would have found in the articles that are stored.</summary>
/// <param name="Query">The canonical form.</param>
/// <param name="Cost">What it costs the matcher.</param>
/// <param name="Looked">Articles looked at, the latest.</param>
/// <param name="From">Arrival of the earliest of them; null when there is none.</param>
/// <param name="To">Arrival of the latest.</param>
/// <param name="Complete">Whether that is all there is, or as much as is looked at; false when time was up.</param>
/// <param name="Matched">Articles for which it holds.</param>
/// <param name="Stories">Stories of which one would have been told, as they are now.</param>
/// <param name="Days">The latest days in UTC, the latest first, those without a match too.</param>
/// <param name="Samples">Matching articles, the latest, with the reasons.</param>
public sealed record QueryPreview(
    string Query,
    QueryCost Cost,
    int Looked,
    DateTimeOffset? From,
    DateTimeOffset? To,
    bool Complete,
    int Matched,
    int Stories,
    IReadOnlyList<PreviewDay> Days,
    IReadOnlyList<(Article Article, string[] Why)> Samples)
{
    /// <summary>Null when less than an hour was looked at: that says nothing of a day.</summary>
    public double? MatchesPerDay => PerDay(Matched);

    /// <inheritdoc cref="MatchesPerDay"/>
    public double? StoriesPerDay => PerDay(Stories);

    private double? PerDay(int count) => To - From is { } span && span >= TimeSpan.FromHours(1) ? Math.Round(count / span.TotalDays, 2) : null;
}

/// <param name="Matches">Matching articles that arrived on it.</param>
/// <param name="Stories">Stories whose first matching article arrived on it.</param>
public sealed record PreviewDay(DateOnly Date, int Matches, int Stories);
