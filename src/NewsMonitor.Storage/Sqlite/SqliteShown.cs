using Microsoft.Data.Sqlite;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>
/// What alerts could tell of: the articles that their stories had when they were decided, wherever they are by now. It reads each article and each change once, however many
/// alerts and articles it is asked for, and is for one change: within one transaction.
/// </summary>
internal sealed class SqliteShown(SqliteConnection connection, StoryChange change)
{
    private readonly HashSet<string> _gone = change.Articles.ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<string, Place?> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Arrival>> _arrivals = new(StringComparer.Ordinal);

    /// <summary>Whether an article was in the alert's story when the alert was decided, and stayed in a story when the change took others from it.</summary>
    public bool Stayed(Alert alert, string article) =>
        !_gone.Contains(article) && StoryAfter(article, change.Sequence) == change.From && Showed(alert, article);

    /// <summary>Whether an article was in the alert's story when the alert was decided.</summary>
    public bool Showed(Alert alert, string article) => WasAssigned(alert, article) && StoryAfter(article, alert.Story!.Change) == alert.StoryId;

    private bool WasAssigned(Alert alert, string article) =>
        // Alerts from before the order was kept go by the clock.
        PlaceOf(article) is { } place && (alert.Assignment is { } assignment ? place.Assignment <= assignment : place.AssignedAt <= alert.Created.ToColumn());

    /// <summary>The story that an article belonged to right after a change: the later ones undone, the newest first.</summary>
    private string? StoryAfter(string article, long sequence)
    {
        var story = PlaceOf(article)?.Story;
        for (var before = long.MaxValue; story is not null;)
        {
            var arrival = Arrivals(story).Find(arrival => arrival.Sequence > sequence && arrival.Sequence < before && arrival.Articles.Contains(article));
            if (arrival is null)
                break;
            (story, before) = (arrival.From, arrival.Sequence);
        }

        return story;
    }

    private Place? PlaceOf(string article)
    {
        if (!_places.TryGetValue(article, out var place))
        {
            _places[article] = place = connection.First(
                "SELECT story_id, assignment, assigned_at FROM articles WHERE id = @article",
                row => new Place(row.Text(0), Number(row, 1), Number(row, 2)),
                ("@article", article));
        }

        return place;
    }

    /// <summary>The changes by which a story got articles, the newest first.</summary>
    private List<Arrival> Arrivals(string story)
    {
        if (!_arrivals.TryGetValue(story, out var arrivals))
        {
            _arrivals[story] = arrivals = connection.All(
                "SELECT seq, from_id, articles FROM story_changes WHERE to_id = @story ORDER BY seq DESC",
                row => new Arrival(row.GetInt64(0), row.GetString(1), row.List(2).ToHashSet(StringComparer.Ordinal)),
                ("@story", story));
        }

        return arrivals;
    }

    private static long? Number(System.Data.IDataRecord row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <param name="Story">The article's now; null while it has none.</param>
    private sealed record Place(string? Story, long? Assignment, long? AssignedAt);

    private sealed record Arrival(long Sequence, string From, HashSet<string> Articles);
}
