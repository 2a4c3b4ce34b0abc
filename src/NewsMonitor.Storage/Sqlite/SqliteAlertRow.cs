using System.Data;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>A row of <c>alerts</c>; the story as it was then is JSON in it.</summary>
internal static class SqliteAlertRow
{
    public const string Columns = "seq, id, subscriber, story_id, occasion, created_at, subscriptions, story, why, assignment, parts, follows, notice, acknowledged_at, part_of";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static Alert Read(IDataRecord row) => new()
    {
        Sequence = row.GetInt64(0),
        Id = row.GetString(1),
        Subscriber = row.GetString(2),
        StoryId = row.Text(3),
        Occasion = Enum.Parse<AlertOccasion>(row.GetString(4)),
        Created = row.Time(5)!.Value,
        Subscriptions = row.List(6),
        Story = row.Text(7) is { } story ? JsonSerializer.Deserialize<Story>(story, Json) : null,
        Why = row.List(8),
        Assignment = row.IsDBNull(9) ? null : row.GetInt64(9),
        Parts = row.List(10),
        Follows = row.List(11),
        Notice = SqliteJson.Read<AlertNotice>(row.Text(12)),
        Acknowledged = row.Time(13),
        PartOf = row.Text(14),
    };

    public static object Write(Alert alert) => new
    {
        alert.Id,
        alert.Subscriber,
        alert.StoryId,
        occasion = alert.Occasion.ToString(),
        created = alert.Created.ToColumn(),
        subscriptions = alert.Subscriptions.ToColumn(),
        story = alert.Story is null ? null : JsonSerializer.Serialize(alert.Story, Json),
        why = alert.Why.ToColumn(),
        alert.Assignment,
        alert.PartOf,
        parts = alert.Parts.ToColumn(),
        follows = alert.Follows.ToColumn(),
        notice = alert.Notice is null ? null : SqliteJson.Write(alert.Notice),
        acknowledged = alert.Acknowledged?.ToColumn(),
    };
}
