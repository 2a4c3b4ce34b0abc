namespace NewsMonitor.Model;

/// <summary>What a story shows of its articles, ready for display. Found out when it begins and each time it is reviewed.</summary>
public sealed record StoryFace
{
    public static StoryFace Empty { get; } = new();

    /// <summary>Words that tell it from other stories, the strongest first, names apart.</summary>
    public string[] KeyTerms { get; init; } = [];

    /// <summary>People, organisations and places, the strongest first.</summary>
    public string[] Names { get; init; } = [];

    /// <summary>Countries that its articles mention, by how many do, then alphabetically: ISO 3166-1 alpha-2 in upper case.</summary>
    public string[] Countries { get; init; } = [];

    /// <summary>Countries of its outlets where their domain says so (ISO 3166-1 alpha-2), the most frequent first.</summary>
    public string[] SourceCountries { get; init; } = [];

    /// <summary>Languages of its articles, the most frequent first.</summary>
    public string[] Languages { get; init; } = [];
}
