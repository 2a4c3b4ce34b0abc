using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>What <c>/events</c> shows of a change.</summary>
internal static class SqliteChangeLog
{
    public static void Write(SqliteConnection connection, StoryChange change)
    {
        var (headline, sources, independent) = connection.QuerySingle<(string, long, long)>(
            "SELECT headline, sources, independent_sources FROM stories WHERE id = @To", new { change.To });
        var type = change.Kind switch
        {
            StoryChangeKind.Merged => LoggedEventTypes.StoryMerged,
            StoryChangeKind.Split => LoggedEventTypes.StorySplit,
            _ => LoggedEventTypes.StoryMoved,
        };
        var data = JsonSerializer.Serialize(new
        {
            change = change.Sequence,
            story = change.To,
            other = change.From,
            headline,
            articles = change.Articles.Length,
            by = change.By,
            reasons = change.Reasons,
            sources,
            independentSources = independent,
        });
        connection.Execute(
            "INSERT INTO event_log (at, type, subject, data) VALUES (@at, @type, @To, @data)", new { at = change.At.ToColumn(), type, change.To, data });
    }
}
