using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Alerts that tell of several stories. Each looks at everything before it writes anything: nothing is written, unless all of it can be.</summary>
internal static class SqliteTogether
{
    public static bool Gather(SqliteConnection connection, IReadOnlyList<(Judgement Judgement, Alert Alert)> parts, GatheredStories gathered)
    {
        if (IsTold(connection, AlertComposer.TogetherId(gathered.Subscriber, gathered.Key)) || !AreUnchanged(connection, parts) || !SqliteGathered.Store(connection, gathered))
            return false;
        foreach (var (judgement, alert) in parts)
            SqliteJudging.TellPart(connection, judgement, alert);
        return true;
    }

    public static bool Store(
        SqliteConnection connection,
        IReadOnlyList<(Judgement Judgement, Alert Alert)> parts,
        Alert together,
        IReadOnlyList<Delivery> deliveries,
        GatheredStories? gathered)
    {
        if (IsTold(connection, together.Id) || !AreUnchanged(connection, parts) || (gathered is not null && !SqliteGathered.Remove(connection, gathered)))
            return false;
        var refused = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (judgement, alert) in parts)
        {
            if (!SqliteJudging.TellPart(connection, judgement, alert))
                refused.Add(alert.Id);
        }

        if (gathered is not null || refused.Count < parts.Count)
            SqliteJudging.Tell(connection, together with { Parts = [.. together.Parts.Where(part => !refused.Contains(part))] }, deliveries);
        return true;
    }

    private static bool IsTold(SqliteConnection connection, string alert) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM alerts WHERE id = @alert)", new { alert });

    private static bool AreUnchanged(SqliteConnection connection, IReadOnlyList<(Judgement Judgement, Alert Alert)> parts) =>
        parts.All(part => SqliteJudging.IsUnchanged(connection, part.Judgement));
}
