using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Tests.Queries;

/// <summary>Random queries and articles over a small vocabulary, so that matches are frequent, in several scripts.</summary>
internal static class QueryGenerators
{
    private static readonly string[] Vocabulary =
        ["raimondo", "wang", "wentao", "beijing", "tariff", "trade", "call", "us", "é", "Straße", "中", "国", "商務", "москва", "서울", "ไทย", "18", "and", "not"];

    private static readonly string[] Sources = ["reuters.com", "news.bbc.co.uk", "bbc.com", "xinhua.cn", "example.org"];

    private static readonly string[] Languages = ["en", "zh", "ru"];

    public static Gen<string> Word { get; } = Gen.Elements(Vocabulary);

    public static Gen<QueryNode> Node { get; } = Gen.Sized(size => NodeOf(Math.Min(size, 5)));

    public static Gen<QueryNode> AnchoredNode { get; } = Node.Where(node => QueryAnchors.Exist(node));

    public static Gen<ArticleSample> Article { get; } =
        from title in TextOf(6)
        from text in TextOf(20)
        from source in Gen.Elements(Sources)
        from language in Gen.Elements(Languages)
        select new ArticleSample(title, text, source, language);

    private static Gen<QueryNode> Leaf { get; } = Gen.Frequency(
        (8, from field in Gen.Elements(WordField.Everywhere, WordField.Title)
            from length in Gen.Choose(1, 3)
            from words in Word.ListOf(length)
            select (QueryNode)new WordsNode(field, [.. words.SelectMany(WordSegmenter.Fold)])),
        (1, Gen.Elements("reuters.com", "bbc", "bbc.co.uk", "cn", "example").Select(host => (QueryNode)new SourceNode(host))),
        (1, Gen.Elements(Languages).Select(language => (QueryNode)new LanguageNode(language))));

    private static Gen<QueryNode> NodeOf(int depth)
    {
        if (depth <= 0)
            return Leaf;
        var parts = Gen.Choose(1, 3).SelectMany(count => NodeOf(depth - 1).ListOf(count));
        return Gen.Frequency(
            (2, Leaf),
            (3, parts.Select(p => QueryNode.All(p))),
            (3, parts.Select(p => QueryNode.Any(p))),
            (1, NodeOf(depth - 1).Select(QueryNode.Not)));
    }

    private static Gen<string> TextOf(int words) =>
        from count in Gen.Choose(0, words)
        from list in Word.ListOf(count)
        from between in Gen.Elements(" ", ", ", " – ", "\n")
        select string.Join(between, list);
}

internal sealed record ArticleSample(string Title, string Text, string Source, string Language)
{
    public ArticleText Compiled => new(Title, Text, Source, Language);
}
