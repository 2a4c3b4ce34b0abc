using System.Text.Json;
using NewsMonitor.Model;

namespace NewsMonitor.Server.Demo.Watch;

/// <summary>An event of <c>/events</c>, as far as the demo shows it.</summary>
/// <param name="Story">Id of the story that it is about.</param>
public abstract record Happening(string Story, string Headline)
{
    /// <returns>Null for an event that the demo does not show.</returns>
    /// <exception cref="JsonException">The data is not JSON.</exception>
    public static Happening? Parse(string type, string data)
    {
        using var document = JsonDocument.Parse(data);
        var facts = document.RootElement.GetProperty("data");
        return type switch
        {
            LoggedEventTypes.StoryBegan or LoggedEventTypes.StoryJoined => new ArticlePlaced(
                Text(facts, "story")!, Text(facts, "headline") ?? "", Text(facts, "article")!, Text(facts, "title") ?? "", Text(facts, "source") ?? "",
                Text(facts, "url"), Text(facts, "copyOf"), type == LoggedEventTypes.StoryBegan),
            // What tells of several stories together repeats what was said of each.
            LoggedEventTypes.AlertCreated when Text(facts, "story") is { } story => new AlertTold(
                story, Text(facts, "headline") ?? "", Text(facts, "alert")!, Text(facts, "subscriber")!, (Text(facts, "occasion") ?? "").ToLowerInvariant(), Words(facts, "why")),
            _ => null,
        };
    }

    private static string? Text(JsonElement facts, string name) =>
        facts.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string[] Words(JsonElement facts, string name) =>
        facts.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(word => word.ToString())] : [];
}

/// <summary>An article began a story or joined one.</summary>
/// <param name="CopyOf">Id of the article that it is a copy of; null when it is independent.</param>
public sealed record ArticlePlaced(
    string Story, string Headline, string Article, string Title, string Source, string? Url, string? CopyOf, bool Began) : Happening(Story, Headline);

/// <summary>A subscriber is told of a story.</summary>
/// <param name="Occasion">One of <see cref="AlertOccasion"/>, in lower case.</param>
public sealed record AlertTold(string Story, string Headline, string Alert, string Subscriber, string Occasion, string[] Why) : Happening(Story, Headline);
