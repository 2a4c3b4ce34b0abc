using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Tests.Queries;

public sealed class QueryParserTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(3000);

    [Theory]
    [InlineData("Raimondo", "raimondo")]
    [InlineData("raimondo AND wang", "raimondo AND wang")]
    [InlineData("wang raimondo", "raimondo AND wang")]
    [InlineData("a OR b AND c", "a OR b AND c")]
    [InlineData("c AND (a OR b)", "(a OR b) AND c")]
    [InlineData("(a OR b) c", "(a OR b) AND c")]
    [InlineData("a NOT b c", "a AND c AND NOT b")]
    [InlineData("a AND NOT (b OR c)", "a AND NOT (b OR c)")]
    [InlineData("a AND NOT NOT b", "a AND b")]
    [InlineData("((a))", "a")]
    [InlineData("a OR (b OR (c OR a))", "a OR b OR c")]
    [InlineData("\"Wang  Wentao\"", "\"wang wentao\"")]
    [InlineData("“Wang Wentao”", "\"wang wentao\"")]
    [InlineData("\"Wang\"", "wang")]
    [InlineData("US-China", "\"us china\"")]
    [InlineData("U.S.", "us")]
    [InlineData("Élysée", "elysee")]
    [InlineData("Straße", "strasse")]
    [InlineData("中国 AND 商务部", "中国 AND 商务部")]
    [InlineData("\"中国 news\"", "\"中国 news\"")]
    [InlineData("and", "and")]
    [InlineData("title:(call OR \"phone call\")", "title:\"phone call\" OR title:call")]
    [InlineData("TITLE: call", "title:call")]
    [InlineData("title:(a AND NOT b)", "title:a AND NOT title:b")]
    [InlineData("source:www.Reuters.com call", "call AND source:reuters.com")]
    [InlineData("source:localhost:8080", "source:localhost:8080")]
    [InlineData("lang:EN AND (x OR y)", "lang:en AND (x OR y)")]
    [InlineData("（a OR b） c", "(a OR b) AND c")]
    [InlineData("at 10:30", "\"10 30\" AND at")]
    public void A_query_has_one_canonical_form(string query, string canonical) => Assert.Equal(canonical, Query.Parse(query).Canonical);

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("  ", 1, "empty")]
    [InlineData("a AND", 6, "ends after 'AND'")]
    [InlineData("AND a", 1, "'AND' stands where a word")]
    [InlineData("a OR OR b", 6, "'OR' stands where a word")]
    [InlineData("a (b OR c", 3, "never closed")]
    [InlineData("a) b", 2, "closes nothing")]
    [InlineData("()", 2, "')' stands where")]
    [InlineData("a \"b c", 3, "never closed")]
    [InlineData("a body:b", 3, "no field 'body'")]
    [InlineData("title:", 7, "Nothing to look for after 'title:'")]
    [InlineData("title:(lang:en)", 8, "inside another field's parentheses")]
    [InlineData("NOT a", 1, "NOT alone")]
    [InlineData("a OR NOT b", 6, "NOT alone")]
    [InlineData("NOT (a AND NOT b)", 1, "NOT alone")]
    [InlineData("a -b", 3, "write NOT")]
    [InlineData("a || b", 3, "operators are AND, OR and NOT")]
    [InlineData("elect*", 6, "'*' has no meaning")]
    [InlineData("a ...", 3, "no letter or digit")]
    [InlineData("日本 a)", 5, "closes nothing")]
    [InlineData("𝒳𝒳 a)", 5, "closes nothing")]
    [InlineData("lang:english", 6, "not a language")]
    [InlineData("source:http://reuters.com/x", 8, "not an outlet's host")]
    public void A_wrong_query_is_refused_with_the_column_and_what_was_expected(string query, int column, string words)
    {
        var error = Assert.Throws<QueryException>(() => Query.Parse(query));
        Assert.Equal(column, error.Column);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_of_32_KB_is_taken_and_a_longer_one_is_refused()
    {
        var longest = string.Join(' ', Enumerable.Repeat("abcdefg", 4096));
        Assert.Equal("abcdefg", Query.Parse(longest + " ").Canonical);
        Assert.Contains("at most 32768", Assert.Throws<QueryException>(() => Query.Parse(longest + "  ")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        Assert.Equal("a", Query.Parse(new string('(', 50) + "a" + new string(')', 50)).Canonical);
        Assert.Equal(51, Assert.Throws<QueryException>(() => Query.Parse(new string('(', 30_000))).Column);
        Assert.Equal("a", Query.Parse(string.Concat(Enumerable.Repeat("NOT ", 4000)) + "a").Canonical);
    }

    [Fact]
    public void The_canonical_form_read_again_gives_the_same_query() =>
        Check.One(Thorough, Prop.ForAll(Arb.From(QueryGenerators.AnchoredNode), node =>
        {
            var canonical = node.ToString();
            var again = Query.Parse(canonical);
            return again.Root == node && again.Canonical == canonical;
        }));

    [Fact]
    public void No_text_makes_the_parser_fail_other_than_with_a_query_error() =>
        Check.One(Thorough, Prop.ForAll(Arb.From(Soup), text =>
        {
            try
            {
                var query = Query.Parse(text);
                return Query.Parse(query.Canonical).Equals(query);
            }
            catch (QueryException e)
            {
                return e.Column >= 1 && e.Column <= text.Length + 1;
            }
        }));

    private static Gen<string> Soup { get; } =
        from pieces in Gen.Elements(
            "a", "b", " ", " ", "(", ")", "\"", "AND", "OR", "NOT", "title:", "source:", "lang:", "en", ".", "-", "*", "中", "x:y", "\ud800", "ß", "İ", "ﷺ", "e\u0301", "\u200d", ":")
            .ListOf()
        select string.Concat(pieces);
}
