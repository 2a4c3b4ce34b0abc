using System.Runtime.InteropServices;

namespace NewsMonitor.Stories.Clustering;

/// <summary>What a story knows of one of its terms.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct StoryTerm
{
    /// <summary>Its number in the table.</summary>
    public int Id;

    /// <summary>Articles of the story that have it.</summary>
    public int Articles;

    /// <summary>Sum of its weights in them, in units of <see cref="Text.TermWeight"/>.</summary>
    public long Sum;

    /// <summary>Sum of the squares of those.</summary>
    public long Squares;

    /// <summary>Articles in which it is a name, less those in which it is another word.</summary>
    public int Names;

    /// <summary>0 for a word that is no name, 1 where it does not show, 2 for a name.</summary>
    public readonly int Kind => Math.Sign(Names) + 1;
}
