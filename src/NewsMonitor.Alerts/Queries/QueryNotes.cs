namespace NewsMonitor.Alerts.Queries;

/// <summary>What a person should know of a query that is right.</summary>
public static class QueryNotes
{
    public static IEnumerable<string> Of(Query query)
    {
        if (!query.IsAnchored)
            yield return "Nothing in it has to be in an article, so it is asked of every article and holds for most; a subscriber may have few of these.";
        if (query.AsksStory)
            yield return "What it asks of the story is decided when the story is judged.";
    }

    /// <summary>The same of a query as somebody wrote it, also long ago.</summary>
    public static IEnumerable<string> Of(string query)
    {
        try
        {
            return Of(Query.Parse(query));
        }
        catch (QueryException e)
        {
            return [$"It cannot be read any more and matches nothing: {e.Message}"];
        }
    }
}
