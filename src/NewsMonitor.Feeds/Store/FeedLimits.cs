using NewsMonitor.Model;

namespace NewsMonitor.Feeds;

/// <summary>Limits of what an operator says of a feed.</summary>
public static class FeedLimits
{
    /// <summary>Longest title, in characters.</summary>
    public const int MaximumTitle = 300;

    public const int MaximumTags = 20;

    /// <summary>Longest tag, in characters.</summary>
    public const int MaximumTag = 60;

    /// <exception cref="InvalidInputException">Too long or too many.</exception>
    public static void Check(string? title, string[]? tags)
    {
        if (title is not null && string.IsNullOrWhiteSpace(title))
            throw new InvalidInputException("title", "The title is empty; leave it out to have the feed's own.");
        if (title?.Length > MaximumTitle)
            throw new InvalidInputException("title", $"The title has {title.Length} characters; at most {MaximumTitle} are taken.");
        if (tags?.Length > MaximumTags)
            throw new InvalidInputException("tags", $"There are {tags.Length} tags; at most {MaximumTags} are taken.");
        for (var i = 0; i < tags?.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(tags[i]) || tags[i].Length > MaximumTag)
                throw new InvalidInputException($"tags[{i}]", $"A tag has 1 to {MaximumTag} characters.");
        }
    }
}
