using System.Runtime.InteropServices;

namespace NewsMonitor.Stories.Clustering;

/// <summary>What speaks for and against an article belonging to a story.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Evidence
{
    public required ActiveStory Story;

    /// <summary>True when the article was compared with the story already: what follows up to <see cref="Others"/> is known.</summary>
    public bool Compared;

    /// <summary>Cosine with the sum of the story's articles, 0 to 1.</summary>
    public double Centroid;

    /// <summary>The same over names, and over words that are no names.</summary>
    public double Names;

    public double Words;

    /// <summary>Mean cosine with the story's articles over words that are no names.</summary>
    public double MeanWords;

    /// <summary>True when both have names and other words to compare.</summary>
    public bool Faceted;

    /// <summary>Mean cosine with the story's articles, 0 to 1: lower than <see cref="Centroid"/> in a story whose articles differ.</summary>
    public double Mean;

    /// <summary>Share of what most of the story's articles have in common that the article has too, 0 to 1.</summary>
    public double Coverage;

    /// <summary>Mean cosine with the other candidates, 0 to 1.</summary>
    public double Others;

    /// <summary>Days between the article's publication and the story's; NaN when either does not say.</summary>
    public double Gap;

    /// <summary>Share of evidence that is left after the gap, 0 to 1.</summary>
    public double Decay;

    /// <summary>What the story's size adds or takes.</summary>
    public double Size;

    /// <summary>What it adds that both tell of a call or both of a visit; below 0 what it takes that one tells of a call and the other of a visit.</summary>
    public double Encounter;

    /// <summary>How far the weekdays that both name agree, 0 to 1; NaN where either names none, or both show their day otherwise.</summary>
    public double Weekdays;

    /// <summary>The same of months.</summary>
    public double Months;

    /// <summary>True when neither is dated, but URLs or datelines show days near each other.</summary>
    public bool SameDay;

    /// <summary>The article of the story that this one is a copy of; null when it is none.</summary>
    public CopyMatch? Copy;

    /// <summary>Cosine of the sentence vectors, with the nearest of the story's latest articles; NaN where there are none.</summary>
    public double Embedding;

    /// <summary>All of it, with the threshold taken off: the article joins above 0.</summary>
    public double Score;

    /// <summary>The score by which candidates are compared with each other.</summary>
    public double Rank;
}
