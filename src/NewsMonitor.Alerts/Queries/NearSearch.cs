using System.Runtime.InteropServices;

namespace NewsMonitor.Alerts.Queries;

/// <summary>
/// Finds words near one another: of each part those places are kept that are within the step of a kept place of the part before. Two sorted
/// lists and a binary search a place, however often the words occur.
/// </summary>
internal static class NearSearch
{
    /// <returns>From the first word of a find to the last; null when there is none.</returns>
    public static WordSpan? Find(NearNode node, ArticleText article)
    {
        List<Link[]> kept = [[.. Places(node.Parts[0], article).Select(place => new Link(place, -1))]];
        for (var i = 0; i < node.Steps.Length && kept[i].Length > 0; i++)
        {
            var before = new Before(kept[i], article.LastOfTitle);
            var step = node.Steps[i];
            kept.Add([.. Places(node.Parts[i + 1], article)
                .Select(place => new Link(place, before.Within(place, step)))
                .Where(link => link.Previous >= 0)]);
        }

        return kept[^1].Length == 0 || kept.Count < node.Parts.Length ? null : Whole(kept);
    }

    private static WordSpan Whole(List<Link[]> kept)
    {
        var (first, last, at) = (int.MaxValue, 0, 0);
        for (var i = kept.Count - 1; i >= 0; i--)
        {
            var link = kept[i][at];
            (first, last, at) = (Math.Min(first, link.Place.First), Math.Max(last, link.Place.Last), link.Previous);
        }

        return new WordSpan(first, last);
    }

    private static IEnumerable<WordSpan> Places(QueryNode part, ArticleText article)
    {
        if (part is WordsNode words)
            return article.Places(words);
        return NearNode.Alternatives(part).SelectMany(article.Places).Distinct().OrderBy(place => place.First).ThenBy(place => place.Last);
    }

    /// <param name="Previous">Index of the place of the part before that it is near to.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Link(WordSpan Place, int Previous);

    private sealed class Before(Link[] kept, int lastOfTitle)
    {
        private readonly int[] _firsts = [.. kept.Select(link => link.Place.First)];
        private readonly (int Last, int Index)[] _lasts = [.. kept.Select((link, i) => (link.Place.Last, i)).Order()];

        /// <returns>The index of a kept place within the step of this one; -1 for none.</returns>
        public int Within(WordSpan place, NearStep step)
        {
            // Title and text are apart, however near the numbers.
            var (from, to) = place.First <= lastOfTitle ? (0, lastOfTitle) : (lastOfTitle + 1, int.MaxValue);
            var before = Array.BinarySearch(_lasts, (Math.Max(from, place.First - step.Distance), -1));
            before = before < 0 ? ~before : before;
            if (before < _lasts.Length && _lasts[before].Last < place.First)
                return _lasts[before].Index;
            if (step.InOrder)
                return -1;
            var after = LowerBound(place.Last + 1);
            return after < _firsts.Length && _firsts[after] - place.Last <= step.Distance && _firsts[after] <= to ? after : -1;
        }

        private int LowerBound(int value)
        {
            var (low, high) = (0, _firsts.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_firsts[middle] < value)
                    low = middle + 1;
                else
                    high = middle;
            }

            return low;
        }
    }
}
