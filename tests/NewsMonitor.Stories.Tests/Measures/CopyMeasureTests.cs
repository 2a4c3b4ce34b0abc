using System.Globalization;
using System.Runtime.InteropServices;
using NewsMonitor.Model;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Text;
using Xunit.Abstractions;

namespace NewsMonitor.Stories.Tests.Measures;

/// <summary>
/// What the engine calls a copy against exact five-word shingles of all pairs of articles of a set. From a Jaccard index of 0.8 on two texts are
/// copies, below 0.3 they are none; between are texts that were edited or cut much, which may be called either.
/// </summary>
public sealed class CopyMeasureTests(ITestOutputHelper output)
{
    private const double Copies = 0.8;
    private const double NoCopies = 0.3;

    [Theory]
    [InlineData("fnc1-body")]
    [InlineData("ecbplus")]
    [InlineData("mixed-en")]
    public void Pairs_are_called_copies_with_precision_and_recall_of_at_least_098_and_none_under_a_jaccard_index_of_03(string set)
    {
        if (DevData.Folder is null)
        {
            output.WriteLine("Passed over: there is no shared/data/stories/dev beside the repository.");
            return;
        }

        var articles = DevData.Articles(set);
        var analyser = new ArticleAnalyser(new StoryOptions());
        var analysed = articles.ConvertAll(analyser.Analyse);
        var exact = Jaccard(articles);
        int copies = 0, found = 0, between = 0, wrong = 0;
        for (var i = 0; i < analysed.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (analysed[j], analysed[i]);
                var called = CopyTest.Compare(a.Sketch, a.Opening, b.Sketch, b.Opening).IsCopy;
                var jaccard = exact.GetValueOrDefault((j, i));
                copies += jaccard >= Copies ? 1 : 0;
                if (!called)
                    continue;
                found += jaccard >= Copies ? 1 : 0;
                between += jaccard is >= NoCopies and < Copies ? 1 : 0;
                if (jaccard >= NoCopies)
                    continue;
                wrong++;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"called at {jaccard:0.00}: {a.Id} and {b.Id} {CopyTest.Compare(a.Sketch, a.Opening, b.Sketch, b.Opening)} {a.Sketch.Length} {b.Sketch.Length} {a.BodyTerms} {b.BodyTerms}"));
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{set}: {copies} pairs of at least {Copies}, {found} of them called; called besides {between} down to {NoCopies}, {wrong} below"));
        Assert.Equal(0, wrong);
        Assert.True(found >= 0.98 * copies, $"{found} of {copies} are called.");
        Assert.True(found >= 0.98 * (found + wrong), $"{wrong} are called that are none.");
    }

    [Theory]
    [InlineData("fnc1-body")]
    [InlineData("ecbplus")]
    public void In_a_stream_every_later_copy_is_told_and_belongs_to_the_texts_of_its_original(string set)
    {
        if (DevData.Folder is null)
        {
            output.WriteLine("Passed over: there is no shared/data/stories/dev beside the repository.");
            return;
        }

        var articles = DevData.Articles(set);
        var exact = Jaccard(articles);
        var engine = new StoryEngine(new StoryOptions());
        var originals = articles.ConvertAll(a => engine.Assign(a).CopyOf);
        var group = articles.Select((a, i) => originals[i] ?? a.Id).ToList();
        int later = 0, told = 0;
        for (var i = 0; i < articles.Count; i++)
        {
            var nearest = Enumerable.Range(0, i).Select(j => exact.GetValueOrDefault((j, i))).DefaultIfEmpty().Max();
            later += nearest >= Copies ? 1 : 0;
            told += nearest >= Copies && originals[i] is not null ? 1 : 0;
            if (originals[i] is not null)
                Assert.Contains(Enumerable.Range(0, i), j => group[j] == group[i] && exact.GetValueOrDefault((j, i)) >= NoCopies);
        }

        output.WriteLine($"{set}: {told} of {later} later copies are told, {originals.Count(o => o is not null)} articles in all");
        Assert.True(told >= 0.98 * later, $"{told} of {later} are told.");
    }

    /// <summary>Exact Jaccard indexes of all pairs that share a shingle, earlier article first.</summary>
    private static Dictionary<(int, int), double> Jaccard(List<Article> articles)
    {
        var sizes = new int[articles.Count];
        var having = new Dictionary<string, List<int>>();
        for (var i = 0; i < articles.Count; i++)
        {
            var words = Words($"{articles[i].Title} {articles[i].Text}");
            var shingles = Enumerable.Range(0, Math.Max(0, words.Count - 4)).Select(at => string.Join(' ', words.GetRange(at, 5))).ToHashSet();
            sizes[i] = shingles.Count;
            foreach (var shingle in shingles)
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(having, shingle, out _);
                (list ??= []).Add(i);
            }
        }

        var both = new Dictionary<(int, int), int>();
        foreach (var list in having.Values)
        {
            for (var i = 0; i < list.Count; i++)
            {
                for (var j = 0; j < i; j++)
                    CollectionsMarshal.GetValueRefOrAddDefault(both, (list[j], list[i]), out _)++;
            }
        }

        return both.ToDictionary(pair => pair.Key, pair => (double)pair.Value / (sizes[pair.Key.Item1] + sizes[pair.Key.Item2] - pair.Value));
    }

    /// <summary>Lower-case runs of letters and digits: the plainest reading, none of the engine's own.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                words.Add(text[start..i].ToLowerInvariant());
                start = -1;
            }
        }

        return words;
    }
}
