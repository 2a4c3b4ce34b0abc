using System.Data;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>A row of <c>story_changes</c>.</summary>
internal static class SqliteStoryChangeRow
{
    public const string Columns = "seq, at, language, kind, from_id, to_id, articles, author, reasons";

    public static StoryChange Read(IDataRecord row) => new()
    {
        Sequence = row.GetInt64(0),
        At = row.Time(1)!.Value,
        Language = row.GetString(2),
        Kind = Enum.Parse<StoryChangeKind>(row.GetString(3)),
        From = row.GetString(4),
        To = row.GetString(5),
        Articles = row.List(6),
        By = row.GetString(7),
        Reasons = row.List(8),
    };
}
