using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Tests.Clustering;

public sealed class StoryVectorTests
{
    [Fact]
    public void What_is_packed_is_read_back_whatever_the_numbers()
    {
        var random = new Random(7);
        var (vector, plain) = (new StoryVector(), new SortedDictionary<int, StoryTerm>());
        // More articles than a packed term counts, more weights than the palette holds, and steps that need four bytes.
        var articles = Enumerable.Range(0, 300).Select(_ => Article(random)).ToList();

        foreach (var (ids, weights, names) in articles)
        {
            var before = new int[ids.Length];
            vector.Add(ids, weights, names, before);
            Assert.Equal(ids.Select(id => plain.TryGetValue(id, out var term) ? term.Articles : 0), before);
            Change(plain, ids, weights, names, 1);
        }

        Assert.Equal(plain.Values, Read(vector));
        var asked = plain.Keys.Where((_, i) => i % 3 == 0).Append(int.MaxValue).ToArray();
        var having = new int[asked.Length];
        vector.ArticlesWith(asked, having);
        Assert.Equal(asked.Select(id => plain.TryGetValue(id, out var term) ? term.Articles : 0), having);

        foreach (var (ids, weights, names) in articles.Take(299))
        {
            vector.Remove(ids, weights, names);
            Change(plain, ids, weights, names, -1);
        }

        Assert.Equal(plain.Values, Read(vector));
        Assert.Equal(articles[^1].Ids.Length, vector.Count);
    }

    private static (int[] Ids, float[] Weights, sbyte[] Names) Article(Random random)
    {
        // One term that all have with the largest weight there is, as a name; some that many have, and some that nobody else has.
        int[] ids = [3, .. Enumerable.Range(0, 40).Select(_ => 10 + random.Next(200)), .. Enumerable.Range(0, 20).Select(_ => random.Next(300, 5_000_000))];
        ids = [.. ids.Distinct().Order()];
        return (
            ids,
            [.. ids.Select(id => TermWeight.FromUnits(id == 3 ? TermWeight.One : random.Next(1, TermWeight.One)))],
            [.. ids.Select(id => (sbyte)(id == 3 ? -1 : random.Next(-1, 2)))]);
    }

    private static void Change(SortedDictionary<int, StoryTerm> plain, int[] ids, float[] weights, sbyte[] names, int sign)
    {
        for (var i = 0; i < ids.Length; i++)
        {
            var term = plain.GetValueOrDefault(ids[i]);
            var units = (long)TermWeight.ToUnits(weights[i]);
            term.Id = ids[i];
            term.Articles += sign;
            term.Sum += sign * units;
            term.Squares += sign * units * units;
            term.Names += sign * names[i];
            plain[ids[i]] = term;
            if (term.Articles == 0)
                plain.Remove(ids[i]);
        }
    }

    private static List<StoryTerm> Read(StoryVector vector)
    {
        var terms = new List<StoryTerm>();
        for (var reader = vector.Read(); reader.MoveNext();)
            terms.Add(reader.Current);
        return terms;
    }
}
