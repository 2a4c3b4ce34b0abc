using System.Runtime.InteropServices;

namespace NewsMonitor.Stories.Linking;

/// <summary>What a key that two languages can share is.</summary>
internal enum LinkKeyKind
{
    /// <summary>A proper name, looked up by the skeleton of its consonants.</summary>
    Name,

    /// <summary>A word that is much the same in both languages (halbleiter is not, olimpiadi is).</summary>
    Cognate,

    /// <summary>A country, by its code; a capital stands for it.</summary>
    Place,

    /// <summary>What happens: a call, an election.</summary>
    Concept,

    Number,

    /// <summary>A day that the text names.</summary>
    Day,

    /// <summary>A page that the text links to.</summary>
    Link,
}

/// <param name="Text">Skeleton, code, digits: equal for what may be the same.</param>
/// <param name="Letters">Of names and cognates the letters, which are compared with tolerance; empty otherwise.</param>
/// <param name="Weight">How sure it is that this is such a key, and how much of the story has it, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LinkKey(LinkKeyKind Kind, string Text, string Letters, bool HasVowels, float Weight)
{
    /// <summary>Looked up under this: names and cognates are sought together.</summary>
    public string Posting { get; } = Kind switch
    {
        LinkKeyKind.Name or LinkKeyKind.Cognate => "n" + Text,
        LinkKeyKind.Place => "p" + Text,
        LinkKeyKind.Concept => "c" + Text,
        LinkKeyKind.Number => "#" + Text,
        LinkKeyKind.Day => "d" + Text,
        _ => "u" + Text,
    };

    /// <summary>True when the two may be the same thing; their postings are equal.</summary>
    public bool MayBe(in LinkKey other) =>
        Letters.Length == 0 || other.Letters.Length == 0
        || new NameSpelling(Text, Letters, HasVowels).MayBe(new NameSpelling(other.Text, other.Letters, other.HasVowels));
}
