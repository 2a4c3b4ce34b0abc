using System.Runtime.InteropServices;
using NewsMonitor.Stories.Clustering;

namespace NewsMonitor.Stories.Review;

/// <summary>How much evidence the articles of a group have for the rest of it, and for another.</summary>
/// <param name="Own">Mean over the articles, each weighed against the group without it.</param>
/// <param name="Other">Mean for the other group or story.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Cohesion(double Own, double Other)
{
    public static Cohesion Of(ReviewTable table, ArticleGroup group, ArticleGroup other)
    {
        double own = 0, others = 0;
        var articles = group.Articles.ToArray();
        foreach (var article in articles)
        {
            group.Remove(article);
            var evidence = table.Weigh(article, group, other);
            own += Score(evidence, group.Story);
            others += Score(evidence, other.Story);
            group.Add(article);
        }

        return new Cohesion(own / articles.Length, others / articles.Length);
    }

    /// <summary>True when there is less than tolerated for the other, and more by a margin for its own.</summary>
    public bool IsApart(double tolerated, double margin) => Other < tolerated && Own - Other > margin;

    private static double Score(List<Evidence> all, ActiveStory story) => all.Find(e => e.Story == story).Score;
}
