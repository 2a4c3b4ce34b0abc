using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// A compiled query: a few numbers that lie together with those of other queries, in the order of its parts. Each number is an operation in
/// the lowest three bits with its operand above them; a group's operand is how many numbers its parts take.
/// </summary>
internal static class QueryCode
{
    private const int OperationBits = 3;

    private enum Operation
    {
        /// <summary>Operand: the feature.</summary>
        Feature,

        /// <summary>Operand: length. First what an article must have, then one number: the leaf, which is asked of the article itself.</summary>
        Leaf,

        /// <summary>Operand: the leaf, a predicate of the story.</summary>
        Story,

        /// <summary>Operand: length.</summary>
        All,

        /// <summary>Operand: length.</summary>
        Any,

        /// <summary>The part follows.</summary>
        Not,
    }

    public static void Write(QueryPlan plan, List<int> code)
    {
        switch (plan)
        {
            case FeaturePlan feature:
                code.Add(Number(Operation.Feature, feature.Feature));
                break;
            case StoryPlan story:
                code.Add(Number(Operation.Story, story.Leaf));
                break;
            case NotPlan not:
                code.Add(Number(Operation.Not, 0));
                Write(not.Part, code);
                break;
            case LeafPlan leaf:
                var at = Begin(code);
                foreach (var need in leaf.Needs)
                    Write(need, code);
                code.Add(leaf.Leaf);
                End(code, at, Operation.Leaf);
                break;
            case AllPlan all:
                Write(all.Parts, Operation.All, code);
                break;
            case AnyPlan any:
                Write(any.Parts, Operation.Any, code);
                break;
            default:
                throw new InvalidOperationException($"No rule for {plan.GetType().Name}.");
        }
    }

    /// <summary>Whether the query that begins here holds for an article: 1 yes, -1 no, 0 when the story decides (Kleene's three values: and is the least, or the greatest).</summary>
    public static int Ask(ReadOnlySpan<int> code, ref int at, FeatureSet features, ArticleText article, QueryNode[] leaves)
    {
        var number = code[at++];
        var end = at + (number >> OperationBits);
        switch ((Operation)(number & ((1 << OperationBits) - 1)))
        {
            case Operation.Feature:
                return features.Has(number >> OperationBits) ? 1 : -1;
            case Operation.Story:
                return 0;
            case Operation.Not:
                return -Ask(code, ref at, features, article, leaves);
            case Operation.All:
                var all = Least(code, ref at, end, features, article, leaves);
                at = end;
                return all;
            case Operation.Any:
                var any = -1;
                while (at < end && any < 1)
                    any = Math.Max(any, Ask(code, ref at, features, article, leaves));
                at = end;
                return any;
            default:
                var has = Least(code, ref at, end - 1, features, article, leaves) > 0;
                at = end;
                return has && QueryEvaluator.Holds(leaves[code[end - 1]], article) ? 1 : -1;
        }
    }

    /// <summary>The query's tree, which the code was made of.</summary>
    public static QueryNode Read(ReadOnlySpan<int> code, ref int at, FeatureTable features, QueryNode[] leaves)
    {
        var number = code[at++];
        var operand = number >> OperationBits;
        switch ((Operation)(number & ((1 << OperationBits) - 1)))
        {
            case Operation.Feature:
                return features[operand] switch
                {
                    { Kind: FeatureKind.Language, Text: var language } => new LanguageNode(language),
                    { Kind: FeatureKind.Pair } pair => new WordsNode(WordField.Everywhere, [features[pair.First].Text, features[pair.Second].Text]),
                    { Kind: FeatureKind.TitleWord, Text: var word } => new WordsNode(WordField.Title, [word]),
                    { Kind: FeatureKind.Country, Text: var country } => new CountryNode(country),
                    { Kind: var kind, Text: var text } => new WordsNode(WordField.Everywhere, [new QueryWord(text, kind == FeatureKind.Prefix)]),
                };
            case Operation.Story:
                return leaves[operand];
            case Operation.Not:
                return new NotNode(Read(code, ref at, features, leaves));
            case Operation.All:
                return new AllNode([.. ReadParts(code, ref at, at + operand, features, leaves)]);
            case Operation.Any:
                return new AnyNode([.. ReadParts(code, ref at, at + operand, features, leaves)]);
            default:
                at += operand;
                return leaves[code[at - 1]];
        }
    }

    private static List<QueryNode> ReadParts(ReadOnlySpan<int> code, ref int at, int end, FeatureTable features, QueryNode[] leaves)
    {
        var parts = new List<QueryNode>();
        while (at < end)
            parts.Add(Read(code, ref at, features, leaves));
        return parts;
    }

    private static int Least(ReadOnlySpan<int> code, ref int at, int end, FeatureSet features, ArticleText article, QueryNode[] leaves)
    {
        var least = 1;
        while (at < end && least >= 0)
            least = Math.Min(least, Ask(code, ref at, features, article, leaves));
        return least;
    }

    private static void Write(IReadOnlyList<QueryPlan> parts, Operation operation, List<int> code)
    {
        var at = Begin(code);
        foreach (var part in parts)
            Write(part, code);
        End(code, at, operation);
    }

    private static int Begin(List<int> code)
    {
        code.Add(0);
        return code.Count;
    }

    private static void End(List<int> code, int begun, Operation operation) => code[begun - 1] = Number(operation, code.Count - begun);

    private static int Number(Operation operation, int operand) => checked((operand << OperationBits) | (int)operation);
}
