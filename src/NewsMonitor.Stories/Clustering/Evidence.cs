using System.Runtime.InteropServices;

namespace NewsMonitor.Stories.Clustering;

/// <summary>What speaks for and against an article belonging to a story.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Evidence
{
    public required ActiveStory Story;

    /// <summary>Cosine with the sum of the story's articles, 0 to 1.</summary>
    public double Centroid;

    /// <summary>Mean cosine with the story's articles, 0 to 1: lower than <see cref="Centroid"/> in a story whose articles differ.</summary>
    public double Mean;

    /// <summary>Share of what most of the story's articles have in common that the article has too, 0 to 1.</summary>
    public double Coverage;

    /// <summary>Mean cosine of the story's articles with each other, 0 to 1.</summary>
    public double Cohesion;

    /// <summary>How much nearer the story is than the other candidates are on average.</summary>
    public double Contrast;

    /// <summary>Days between the article's publication and the story's; NaN when either does not say.</summary>
    public double Gap;

    /// <summary>Share of evidence that is left after the gap, 0 to 1.</summary>
    public double Decay;

    /// <summary>What the story's size adds or takes.</summary>
    public double Size;

    /// <summary>Resemblance (0 to 1) of the article of the story that this one is a copy of; 0 when it is none.</summary>
    public double Resemblance;

    public string? CopyOf;

    /// <summary>All of it, with the threshold taken off: the article joins above 0.</summary>
    public double Score;

    /// <summary>The score by which candidates are compared with each other.</summary>
    public double Rank;
}
