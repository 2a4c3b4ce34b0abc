using System.Data;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>A row of <c>stories</c>.</summary>
internal static class SqliteStoryRow
{
    public const string Columns =
        """
        id, language, headline, url, state, first_seen_at, latest_at, first_published_at, latest_published_at, articles, sources, independent_sources,
        merged_into, split_from, version, change, headline_article, latest_independent_at, face
        """;

    public static Story Read(IDataRecord row) => new()
    {
        Id = row.GetString(0),
        Language = row.GetString(1),
        Headline = row.GetString(2),
        Url = row.Text(3),
        State = Enum.Parse<StoryState>(row.GetString(4)),
        FirstSeen = row.Time(5)!.Value,
        Latest = row.Time(6)!.Value,
        FirstPublished = row.Time(7),
        LatestPublished = row.Time(8),
        Articles = row.GetInt32(9),
        Sources = row.GetInt32(10),
        IndependentSources = row.GetInt32(11),
        MergedInto = row.Text(12),
        SplitFrom = row.Text(13),
        Version = row.GetInt64(14),
        Change = row.GetInt64(15),
        HeadlineArticle = row.Text(16),
        LatestIndependent = row.Time(17)!.Value,
        Face = SqliteJson.Read<StoryFace>(row.Text(18)) ?? StoryFace.Empty,
    };
}
