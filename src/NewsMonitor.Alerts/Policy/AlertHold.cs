namespace NewsMonitor.Alerts.Policy;

/// <summary>Nothing is told before a time; the story is judged again then, like any other.</summary>
/// <param name="Until">When it is judged again; an event of the story may bring that forward.</param>
/// <param name="Reason">For people, a sentence.</param>
/// <param name="Together">
/// All stories of the subscriber that are to be told when they were held under the same key are told in one alert; null to tell it alone. Its beginning
/// says of which occasion: see <see cref="HoldKey"/>.
/// </param>
public sealed record AlertHold(DateTimeOffset Until, string Reason, string? Together = null)
{
    /// <summary>With how many articles an hour the matches ask that ask for a velocity, by the id of the subscription: it falls while the story is held.</summary>
    public IReadOnlyDictionary<string, int> Reached { get; init; } = ReachedVelocities.None;
}
