using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.Queries;

/// <summary>Random queries and articles over a small vocabulary, so that matches are frequent, in several scripts.</summary>
internal static class QueryGenerators
{
    private static readonly string[] Vocabulary =
        ["raimondo", "Wang", "wentao", "Beijing", "tariff", "trade", "call", "us", "é", "Straße", "中", "国", "商務", "москва", "서울", "ไทย", "18", "and", "not"];

    private static readonly string[] Odd =
    [
        "É", "e\u0301", "\u0301", "ﬁ", "Ａ", "ⅷ", "İ", "ı", "ſ", "\u212A", "Å", "Σ", "ς", "ß", "ẞ", "½", "…", "ŉ", "ǆ", "ΐ", "Ά", "\u0345", "ﷺ", "\u00AD", "\u200D", "’", "´",
        "が", "か\u3099", "ｶﾞ", "ﾞ", "각", "\u1100\u1161\u11A8", "\u1161", "\u11A8", "가", "ﾡ", "ㄱ", "क\u093C", "\u0958", "ா", "ெ", "ก", "ำ", "ـ", "ة", "لا", "ﻻ", "ָ", "😀", "𝐀", "𠮷", "\uD83D",
    ];

    private static readonly string[] Prefixes = ["wa", "wen", "tra", "ta", "stras", "мо", "18", "beijing"];

    public static IReadOnlyList<ArticleFeed> Feeds { get; } =
    [
        new("feed_1", "Reuters World", "https://www.reuters.com/world", ["asia", "desk one"]),
        new("feed_2", "BBC 中国", "https://feeds.bbc.co.uk/x", ["trade"]),
        new("feed_3", "example", "https://example.org/feed", []),
    ];

    private static readonly string[][] Categories = [[], ["Politics"], ["US News", "Trade/Tariff"], ["中国"]];

    private static readonly string[][] Countries = [[], ["US"], ["US", "CN"]];

    private static readonly string[] Sources = ["reuters.com", "news.bbc.co.uk", "bbc.com", "xinhua.cn", "example.org"];

    private static readonly string[] Languages = ["en", "zh", "ru"];

    public static Gen<string> Word { get; } = Gen.Elements(Vocabulary);

    public static Gen<QueryNode> Node { get; } = Gen.Sized(size => NodeOf(Math.Min(size, 5), Leaf!));

    public static Gen<QueryNode> AnchoredNode { get; } = Node.Where(node => QueryAnchors.Exist(node));

    public static Gen<ArticleSample> Article { get; } =
        from title in TextOf(6)
        from text in TextOf(20)
        from source in Gen.Elements(Sources)
        from language in Gen.Elements(Languages)
        from categories in Gen.Elements(Categories)
        from feed in Gen.Elements<ArticleFeed>(Feeds)
        from countries in Gen.Elements(Countries)
        select new ArticleSample(title, text, source, language) { Categories = categories, Feed = feed, Countries = countries };

    /// <summary>Queries that ask of the story, too.</summary>
    public static Gen<QueryNode> NodeOfStory { get; } = Gen.Sized(size => NodeOf(Math.Min(size, 5), Gen.Frequency((2, Leaf!), (1, Predicate!))));

    /// <summary>Texts of letters that fold in unusual ways, alone and beside one another.</summary>
    public static Gen<string> OddText { get; } =
        from count in Gen.Choose(0, 12)
        from parts in Gen.Frequency(
            (3, Gen.Elements(Odd)),
            (1, Gen.Elements("a", "s", "U.S.", "call", " ", ". ", "1", "-")),
            (1, Gen.Choose(1, 0xFFFF).Select(c => ((char)c).ToString()))).ListOf(count)
        select string.Concat(parts);

    public static Gen<QueryNode> Predicate { get; } = Gen.OneOf(
        Gen.Elements(StoryPredicate.New, StoryPredicate.Developing, StoryPredicate.Corrected).Select(state => (QueryNode)new StoryNode(state)),
        from predicate in Gen.Elements(StoryPredicate.Sources, StoryPredicate.Languages, StoryPredicate.Velocity)
        from least in Gen.Choose(1, 5)
        select (QueryNode)new StoryNode(predicate, least));

    private static Gen<WordField> Field { get; } = Gen.Elements(WordField.Everywhere, WordField.Everywhere, WordField.Title, WordField.Body, WordField.Entity);

    private static Gen<QueryWord[]> Words { get; } =
        from length in Gen.Choose(1, 3)
        from words in Gen.Frequency(
            (5, Word.Select(word => WordSegmenter.Fold(word).Select(folded => new QueryWord(folded)).ToArray())),
            (1, Gen.Elements(Prefixes).Select(prefix => new[] { new QueryWord(prefix, IsPrefix: true) }))).ListOf(length)
        select words.SelectMany(word => word).ToArray();

    private static Gen<QueryNode> Near { get; } =
        from field in Field
        from count in Gen.Choose(2, 3)
        from parts in Words.Select(words => (QueryNode)new WordsNode(field, [.. words])).ListOf(2)
            .SelectMany(two => Gen.Elements(two[0], QueryNode.Any(two))).ListOf(count)
        from steps in (from distance in Gen.Choose(1, 6)
                       from inOrder in Gen.Elements(true, false)
                       select new NearStep(distance, inOrder)).ListOf(count - 1)
        select QueryNode.Near([.. parts], [.. steps]);

    private static Gen<QueryNode> Leaf { get; } = Gen.Frequency(
        (8, from field in Field
            from words in Words
            select (QueryNode)new WordsNode(field, [.. words])),
        (3, Near),
        (1, Gen.Elements("reuters.com", "bbc", "bbc.co.uk", "cn", "example").Select(host => (QueryNode)new SourceNode(host))),
        (1, Gen.Elements("reuters.com", "co.uk", "bbc.co.uk", "cn", "bbc").Select(host => (QueryNode)new DomainNode(host))),
        (1, Gen.Elements("us", "cn", "gb").Select(country => (QueryNode)new CountryNode(country))),
        (1, Gen.Elements("feed_1", "reuters.com", "bbc", "example", "world", "Reuters World", "中国").Select(name => (QueryNode)FeedNode.Read(name)!)),
        (1, from label in Gen.Elements(Label.Category, Label.Tag)
            from text in Gen.Elements("politics", "us news", "tariff", "中", "asia", "one", "trade")
            select (QueryNode)new LabelNode(label, [.. WordSegmenter.Fold(text)])),
        (1, Gen.Elements(Languages).Select(language => (QueryNode)new LanguageNode(language))));

    private static Gen<QueryNode> NodeOf(int depth, Gen<QueryNode> leaf)
    {
        if (depth <= 0)
            return leaf;
        var parts = Gen.Choose(1, 3).SelectMany(count => NodeOf(depth - 1, leaf).ListOf(count));
        return Gen.Frequency(
            (2, leaf),
            (3, parts.Select(p => QueryNode.All(p))),
            (3, parts.Select(p => QueryNode.Any(p))),
            (1, NodeOf(depth - 1, leaf).Select(QueryNode.Not)));
    }

    private static Gen<string> TextOf(int words) =>
        from count in Gen.Choose(0, words)
        from list in Word.ListOf(count)
        from between in Gen.Elements(" ", ", ", " – ", "\n")
        select string.Join(between, list);
}

internal sealed record ArticleSample(string Title, string Text, string Source, string Language)
{
    public string[] Categories { get; init; } = [];

    public ArticleFeed Feed { get; init; } = new("feed_0", "", "https://feed.example", []);

    public string[] Countries { get; init; } = [];

    public ArticleText Compiled => new(Title, Text, Source, Language, Categories, Feed, () => Countries);

    /// <summary>As one query sees it.</summary>
    public ArticleText CompiledFor(Query query) => new(
        Stored("art_1"), Feed, new NamedCountries(this), new AskedWords([.. AskedWords.Of(query.Root)]));

    public Article Stored(string id) => AlertSamples.Article(id, Title) with { Text = Text, Source = Source, Language = Language, Categories = Categories, FeedId = Feed.Id };

    private sealed class NamedCountries(ArticleSample sample) : IArticleCountries
    {
        public IReadOnlyCollection<string> Find(Article article) => sample.Countries;
    }
}
