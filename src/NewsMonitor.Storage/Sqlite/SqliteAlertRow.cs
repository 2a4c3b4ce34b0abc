using System.Data;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>A row of <c>alerts</c>; the story as it was then is JSON in it.</summary>
internal static class SqliteAlertRow
{
    public const string Columns = "seq, id, subscriber, story_id, occasion, created_at, subscriptions, story, why, assignment";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static Alert Read(IDataRecord row) => new()
    {
        Sequence = row.GetInt64(0),
        Id = row.GetString(1),
        Subscriber = row.GetString(2),
        StoryId = row.GetString(3),
        Occasion = Enum.Parse<AlertOccasion>(row.GetString(4)),
        Created = row.Time(5)!.Value,
        Subscriptions = row.List(6),
        Story = JsonSerializer.Deserialize<Story>(row.GetString(7), Json)!,
        Why = row.List(8),
        Assignment = row.IsDBNull(9) ? null : row.GetInt64(9),
    };

    public static object Write(Alert alert) => new
    {
        alert.Id,
        alert.Subscriber,
        alert.StoryId,
        occasion = alert.Occasion.ToString(),
        created = alert.Created.ToColumn(),
        subscriptions = alert.Subscriptions.ToColumn(),
        story = JsonSerializer.Serialize(alert.Story, Json),
        why = alert.Why.ToColumn(),
        alert.Assignment,
    };
}
