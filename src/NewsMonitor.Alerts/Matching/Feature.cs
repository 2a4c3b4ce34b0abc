using System.Runtime.InteropServices;

namespace NewsMonitor.Alerts.Matching;

internal enum FeatureKind : byte
{
    /// <summary>A word of the title or text.</summary>
    Word,

    /// <summary>What a word of the title or text begins with.</summary>
    Prefix,

    /// <summary>A label of the outlet's host.</summary>
    SourceLabel,

    /// <summary>A word of the title.</summary>
    TitleWord,

    /// <summary>Two words, one directly after the other.</summary>
    Pair,

    Language,

    Country,

    /// <summary>A word of a category.</summary>
    Category,

    /// <summary>A word of a tag of the feed.</summary>
    Tag,

    /// <summary>The feed's id, a label of its host or a word of its title.</summary>
    Feed,
}

/// <summary>Something that an article has or has not, by which queries are found.</summary>
/// <param name="Text">Empty for a pair.</param>
/// <param name="First">Of a pair, the number of the first word's feature.</param>
/// <param name="Second">Of a pair, the number of the second word's feature.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Feature(FeatureKind Kind, string Text, int First = -1, int Second = -1)
{
    /// <summary>Of a longer prefix only so many UTF-16 units are a feature; the rest is asked of the article.</summary>
    public const int LongestPrefix = 16;
}
