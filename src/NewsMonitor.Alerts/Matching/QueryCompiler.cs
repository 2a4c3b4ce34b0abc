using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>Says queries in features of a table. Equal parts of different queries are kept once.</summary>
internal sealed class QueryCompiler
{
    private readonly Dictionary<QueryNode, int> _numbers = [];
    private readonly List<QueryNode> _leaves = [];

    public FeatureTable Features { get; } = new();

    /// <summary>The parts that are more than a feature, by number.</summary>
    public IReadOnlyList<QueryNode> Leaves => _leaves;

    public QueryPlan Compile(QueryNode node) => node switch
    {
        AllNode all => new AllPlan([.. all.Parts.Select(Compile)]),
        AnyNode any => new AnyPlan([.. any.Parts.Select(Compile)]),
        NotNode not => new NotPlan(Compile(not.Part)),
        WordsNode { Field: WordField.Everywhere, Words: [{ Text.Length: <= Feature.LongestPrefix } or { IsPrefix: false }] } word => Word(word.Words[0]),
        WordsNode { Field: WordField.Everywhere, Words: [{ IsPrefix: false }, { IsPrefix: false }] } pair => Words(pair)[0],
        WordsNode { Field: WordField.Title, Words: [{ IsPrefix: false } word] } => TitleWord(word),
        WordsNode { Field: WordField.Title } words => new LeafPlan(Leaf(words), [.. Words(words), .. words.Words.Where(word => !word.IsPrefix).Distinct().Select(TitleWord)]),
        WordsNode words => new LeafPlan(Leaf(words), Words(words)),
        NearNode near => new LeafPlan(
            Leaf(near), [.. near.Parts.Select(part => new AnyPlan([.. NearNode.Alternatives(part).Select(words => new AllPlan(Words(words)))]))]),
        SourceNode source => new LeafPlan(Leaf(source), Every(FeatureKind.SourceLabel, SourceHost.Labels(source.Host))),
        DomainNode domain => new LeafPlan(Leaf(domain), Every(FeatureKind.SourceLabel, SourceHost.Labels(domain.Host))),
        LanguageNode language => new FeaturePlan(Features.Add(FeatureKind.Language, language.Language)),
        CountryNode country => new FeaturePlan(Features.Add(FeatureKind.Country, country.Country)),
        LabelNode label => new LeafPlan(Leaf(label), Every(label.Label == Label.Category ? FeatureKind.Category : FeatureKind.Tag, label.Words)),
        // By its id, its host or its title: any of these may be what the query means.
        FeedNode feed => new LeafPlan(
            Leaf(feed), [new AnyPlan(Every(FeatureKind.Feed, [feed.Name, feed.Host is null ? feed.Name : SourceHost.Labels(feed.Host).First(), feed.Words[0]]))]),
        StoryNode => new StoryPlan(Leaf(node)),
        _ => throw new InvalidOperationException($"No rule for {node.GetType().Name}."),
    };

    /// <summary>What an article with these words one after the other has: the words in pairs, and what cannot be in one.</summary>
    private QueryPlan[] Words(WordsNode words)
    {
        var needs = new List<FeaturePlan>();
        var paired = false;
        for (var i = 0; i < words.Words.Length; i++)
        {
            var pairs = i + 1 < words.Words.Length && !words.Words[i].IsPrefix && !words.Words[i + 1].IsPrefix;
            if (pairs)
                needs.Add(new FeaturePlan(Features.AddPair(Word(words.Words[i]).Feature, Word(words.Words[i + 1]).Feature)));
            else if (!paired)
                needs.Add(Word(words.Words[i]));
            paired = pairs;
        }

        return [.. needs.Distinct()];
    }

    private FeaturePlan TitleWord(QueryWord word) => new(Features.Add(FeatureKind.TitleWord, word.Text));

    private FeaturePlan Word(QueryWord word) => new(
        word.IsPrefix
            ? Features.Add(FeatureKind.Prefix, word.Text.Length <= Feature.LongestPrefix ? word.Text : word.Text[..Feature.LongestPrefix])
            : Features.Add(FeatureKind.Word, word.Text));

    private QueryPlan[] Every(FeatureKind kind, IEnumerable<string> texts) =>
        [.. texts.Distinct(StringComparer.Ordinal).Select(text => new FeaturePlan(Features.Add(kind, text)))];

    private int Leaf(QueryNode node)
    {
        if (_numbers.TryGetValue(node, out var number))
            return number;
        _numbers.Add(node, _leaves.Count);
        _leaves.Add(node);
        return _leaves.Count - 1;
    }
}
