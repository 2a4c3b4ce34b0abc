using System.Collections.Immutable;
using System.Text;

namespace NewsMonitor.Alerts.Queries;

/// <summary>Where words are looked for.</summary>
public enum WordField
{
    /// <summary>Title or text.</summary>
    Everywhere,

    Title,

    /// <summary>The text only.</summary>
    Body,

    /// <summary>Title or text, where they are written as a name: the first or the last of them with a capital letter, in scripts that have them.</summary>
    Entity,
}

/// <summary>One word of a query.</summary>
/// <param name="Text">Folded.</param>
/// <param name="IsPrefix">True when any word that begins so will do: <c>elect*</c>.</param>
public readonly record struct QueryWord(string Text, bool IsPrefix = false)
{
    public static implicit operator QueryWord(string text) => new(text);

    public bool Fits(string word) => IsPrefix ? word.StartsWith(Text, StringComparison.Ordinal) : word == Text;

    public override string ToString() => IsPrefix ? $"{Text}*" : Text;
}

/// <summary>A term or a phrase: these words one after the other.</summary>
/// <param name="Words">At least one.</param>
public sealed record WordsNode(WordField Field, ImmutableArray<QueryWord> Words) : QueryNode
{
    public bool Equals(WordsNode? other) => other is not null && Field == other.Field && Words.AsSpan().SequenceEqual(other.Words.AsSpan());

    public override int GetHashCode() => Words.Aggregate(HashCode.Combine(Field), HashCode.Combine);

    internal static string Prefix(WordField field) => field switch
    {
        WordField.Title => "title:",
        WordField.Body => "body:",
        WordField.Entity => "entity:",
        _ => "",
    };

    internal override void Write(StringBuilder text, QueryPrecedence around)
    {
        text.Append(Prefix(Field));
        Write(text, Words);
    }

    /// <summary>The words without their field, quoted where there are several.</summary>
    internal static void Write(StringBuilder text, ImmutableArray<QueryWord> words)
    {
        // Characters of scripts without spaces are joined again, as people write them.
        var phrase = new StringBuilder(words[0].ToString());
        var quoted = false;
        for (var i = 1; i < words.Length; i++)
        {
            if (!WordSegmenter.StandsAlone(words[i - 1].Text) || !WordSegmenter.StandsAlone(words[i].Text))
            {
                phrase.Append(' ');
                quoted = true;
            }

            phrase.Append(words[i].ToString());
        }

        if (quoted)
            text.Append('"').Append(phrase).Append('"');
        else
            text.Append(phrase);
    }
}
