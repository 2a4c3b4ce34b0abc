using System.Data;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>A row of <c>feeds</c>.</summary>
internal static class SqliteFeedRow
{
    public const string Columns =
        """
        id, url, coalesce(title, own_title), site_url, language, tags, added_at, paused, version, etag, last_modified, body_hash, next_poll_at,
        next_poll_reason, last_poll_at, status, http_status, error, last_success_at, failures, interval, requested, last_news_at, access, full_text,
        move_to, move_since, move_seen, gone_since, stopped_at, distrusted_until, skip_hours, skip_days, polls, missed_news,
        (SELECT expires_at FROM websub
         WHERE feed_id = feeds.id AND state IN ('Active', 'Renewing') AND coalesce(last_news_at, 0) <= max(coalesce(last_push_at, 0), live_since)),
        not_before
        """;

    public static Feed Read(IDataRecord row) => new()
    {
        Id = row.GetString(0),
        Url = row.GetString(1),
        Title = row.Text(2),
        SiteUrl = row.Text(3),
        Language = row.Text(4),
        Tags = row.List(5),
        Added = row.Time(6)!.Value,
        Paused = row.GetInt64(7) != 0,
        Access = SqliteJson.Read<FeedAccess>(row.Text(23)),
        FullText = row.GetInt64(24) != 0,
        PushedUntil = row.Time(35),
        Poll = new FeedPollState
        {
            Version = row.GetInt64(8),
            ETag = row.Text(9),
            LastModified = row.Text(10),
            BodyHash = row.Text(11),
            NextPoll = row.Time(12)!.Value,
            NextPollReason = row.GetString(13),
            LastPoll = row.Time(14),
            Status = Enum.Parse<FeedStatus>(row.GetString(15)),
            HttpStatus = row.Number(16),
            Error = row.Text(17),
            LastSuccess = row.Time(18),
            Failures = row.GetInt32(19),
            Interval = row.Span(20),
            Requested = row.Span(21),
            LastNews = row.Time(22),
            Move = row.Text(25) is { } to ? new FeedMove(to, row.Time(26)!.Value, row.GetInt32(27)) : null,
            GoneSince = row.Time(28),
            StoppedAt = row.Time(29),
            DistrustedUntil = row.Time(30),
            Skip = new SkippedTimes(row.GetInt32(31), row.GetInt32(32)),
            Polls = row.GetInt64(33),
            MissedNews = row.GetInt32(34),
            NotBefore = row.Time(36),
        },
    };
}
