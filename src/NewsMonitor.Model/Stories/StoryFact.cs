namespace NewsMonitor.Model;

/// <summary>A name or a number in an article, as far as a story may develop by it.</summary>
/// <param name="Key">Equal for the same fact in another article: folded words, numbers as digits.</param>
/// <param name="Text">As the article writes it.</param>
/// <param name="Value">The number; 0 for a name.</param>
/// <param name="Counts">What a toll counts (<c>dead</c>, <c>injured</c>, <c>missing</c>, <c>arrested</c>, <c>displaced</c>); null for other facts.</param>
/// <param name="IsNew">True when no article of the story had it before.</param>
/// <param name="InTitle">True when the title says it.</param>
/// <param name="Prominent">True when the title or the first words say it, or the text more than once.</param>
public sealed record StoryFact(StoryFactKind Kind, string Key, string Text, double Value, string? Counts, bool IsNew, bool InTitle, bool Prominent);

public enum StoryFactKind
{
    Name,

    /// <summary>A number or a sum of money with what it counts.</summary>
    Figure,

    /// <summary>A number of people dead, injured, missing, arrested or displaced.</summary>
    Toll,
}
