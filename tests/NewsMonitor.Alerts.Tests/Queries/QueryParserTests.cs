using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Tests.Queries;

public sealed class QueryParserTests
{
    private static readonly Config Thorough = Cases.Of(3000);

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
    [InlineData("Elect* AND vot*", "elect* AND vot*")]
    [InlineData("\"Elect* fraud\"", "\"elect* fraud\"")]
    [InlineData("title:Élys*", "title:elys*")]
    [InlineData("US-Chin*", "\"us chin*\"")]
    [InlineData("商务*", "商务")]
    [InlineData("body:call", "body:call")]
    [InlineData("entity:\"Gina Raimondo\"", "entity:\"gina raimondo\"")]
    [InlineData("domain:www.BBC.co.uk", "domain:bbc.co.uk")]
    [InlineData("country:UK OR country:CN", "country:cn OR country:gb")]
    [InlineData("category:\"US News\"", "category:\"us news\"")]
    [InlineData("tag:(Asia OR Désk)", "tag:asia OR tag:desk")]
    [InlineData("feed:Feeds.Reuters.com", "feed:feeds.reuters.com")]
    [InlineData("feed:feed_0123456789abcdefghjkmnpqrs", "feed:feed_0123456789abcdefghjkmnpqrs")]
    [InlineData("feed:\"Reuters — World\"", "feed:\"reuters world\"")]
    [InlineData("wang NEAR/5 call", "call NEAR/5 wang")]
    [InlineData("wang ONEAR/5 call", "wang ONEAR/5 call")]
    [InlineData("\"Wang Wentao\" NEAR/10 (phone* OR call)", "\"wang wentao\" NEAR/10 (call OR phone*)")]
    [InlineData("c NEAR/3 b NEAR/9 a", "a NEAR/9 b NEAR/3 c")]
    [InlineData("c NEAR/3 b ONEAR/9 a", "c NEAR/3 b ONEAR/9 a")]
    [InlineData("wang ONEAR/1 \"held call\"", "\"wang held call\"")]
    [InlineData("title:(wang NEAR/5 call)", "title:(call NEAR/5 wang)")]
    [InlineData("NOT wang NEAR/5 call x", "x AND NOT call NEAR/5 wang")]
    [InlineData("a NEAR/5 b OR c", "a NEAR/5 b OR c")]
    [InlineData("near AND onear/5", "\"onear 5\" AND near")]
    [InlineData("call Sources>=3", "call AND sources>=3")]
    [InlineData("call sources >= 3 languages ≥ 2", "call AND languages>=2 AND sources>=3")]
    [InlineData("call AND velocity>=10/h", "call AND velocity>=10/h")]
    [InlineData("call AND is:New", "call AND is:new")]
    [InlineData("call is:(developing OR corrected)", "call AND (is:corrected OR is:developing)")]
    [InlineData("call sources>=3 sources>=5", "call AND sources>=5")]
    [InlineData("call (sources>=3 OR sources>=5)", "call AND sources>=3")]
    [InlineData("call NOT sources>=3 NOT sources>=5", "call AND NOT sources>=3")]
    [InlineData("call (NOT sources>=3 OR NOT sources>=5)", "call AND NOT sources>=5")]
    [InlineData("NOT a", "NOT a")]
    [InlineData("sources>=3", "sources>=3")]
    [InlineData("sources AND languages", "languages AND sources")]
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
    [InlineData("a text:b", 3, "no field 'text'; expected title, body, entity, source, domain, lang, country, category, feed, tag or is.")]
    [InlineData("*", 1, "directly after the beginning of a word")]
    [InlineData("a *ction", 3, "directly after the beginning of a word")]
    [InlineData("el*tion", 3, "at the end of a word only")]
    [InlineData("e*", 2, "2 letters")]
    [InlineData("\"wang * call\"", 7, "directly after the beginning of a word")]
    [InlineData("source:bbc.*", 8, "not an outlet's host")]
    [InlineData("category:pol*", 13, "words of title and text only")]
    [InlineData("country:china", 9, "not a country")]
    [InlineData("feed:...", 6, "is no feed")]
    [InlineData("a NEAR b", 3, "with n from 1 to 50 words")]
    [InlineData("a NEAR/0 b", 3, "with n from 1 to 50 words")]
    [InlineData("a ONEAR/51 b", 3, "with n from 1 to 50 words")]
    [InlineData("a NEAR/5", 9, "ends after 'NEAR/5'")]
    [InlineData("NEAR/5 a", 1, "stands where a word")]
    [InlineData("a NEAR/5 (b AND c)", 10, "NEAR joins words")]
    [InlineData("(a NEAR/5 b) NEAR/5 c", 1, "NEAR joins words")]
    [InlineData("title:a NEAR/5 b", 1, "title:(a NEAR/5 b)")]
    [InlineData("a NEAR/5 sources>=3", 10, "NEAR joins words")]
    [InlineData("a sources>3", 3, "sources>=n")]
    [InlineData("a sources>=", 3, "sources>=n")]
    [InlineData("a sources>=0", 3, "sources>=n")]
    [InlineData("a sources>=1001", 3, "up to 1000")]
    [InlineData("a velocity>=5", 3, "velocity>=n/h")]
    [InlineData("a articles>=5", 3, "sources>=3, languages>=2 or velocity>=10/h")]
    [InlineData("title:(a sources>=5)", 10, "asked of the story")]
    [InlineData("a is:old", 6, "expected new, developing or corrected")]
    [InlineData("title:", 7, "Nothing to look for after 'title:'")]
    [InlineData("title:(lang:en)", 8, "inside another field's parentheses")]
    [InlineData("a -b", 3, "write NOT")]
    [InlineData("a || b", 3, "operators are AND, OR and NOT")]
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
    public void A_chain_of_near_is_bounded()
    {
        static string Chain(int parts) => string.Join(" NEAR/9 ", Enumerable.Repeat("a", parts));
        Assert.Equal(Chain(16), Query.Parse(Chain(16)).Canonical);
        var error = Assert.Throws<QueryException>(() => Query.Parse(Chain(17)));
        Assert.Equal((Chain(16).Length + 2, true), (error.Column, error.Message.Contains("More than 16 parts", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        Assert.Equal("a", Query.Parse(new string('(', 50) + "a" + new string(')', 50)).Canonical);
        Assert.Equal(51, Assert.Throws<QueryException>(() => Query.Parse(new string('(', 30_000))).Column);
        Assert.Equal("a", Query.Parse(string.Concat(Enumerable.Repeat("NOT ", 4000)) + "a").Canonical);
    }

    [Theory]
    [InlineData("a AND NOT b", true)]
    [InlineData("NOT a", false)]
    [InlineData("a OR NOT b", false)]
    [InlineData("NOT (a AND NOT b)", false)]
    [InlineData("a NEAR/5 b", true)]
    [InlineData("elect*", true)]
    [InlineData("a AND sources>=3", true)]
    [InlineData("a OR sources>=3", false)]
    [InlineData("NOT is:new", false)]
    public void A_query_says_whether_an_article_must_have_something(string query, bool anchored) => Assert.Equal(anchored, Query.Parse(query).IsAnchored);

    [Fact]
    public void The_canonical_form_read_again_gives_the_same_query() =>
        Check.One(Thorough, Prop.ForAll(Arb.From(QueryGenerators.NodeOfStory), node =>
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
            "a", "b", " ", " ", "(", ")", "\"", "AND", "OR", "NOT", "title:", "source:", "lang:", "en", ".", "-", "*", "中", "x:y", "\ud800", "ß", "İ", "ﷺ", "e\u0301", "\u200d", ":",
            "body:", "entity:", "domain:", "country:", "category:", "feed:", "tag:", "is:", "new", "us", "ab", "NEAR/3", "ONEAR/2", "NEAR", "sources>=3", "velocity>=2/h",
            "languages", ">=", "≥", "2", "www.", "_", "＊", "U.S.")
            .ListOf()
        select string.Concat(pieces);
}
