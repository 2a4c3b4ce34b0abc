using NewsMonitor.Alerts.Queries;
using NewsMonitor.Server.Commands;

namespace NewsMonitor.Server.Tests.Commands;

public sealed class QueryRunTests
{
    [Fact]
    public async Task Matching_articles_are_printed_with_the_reasons()
    {
        using var input = new StringReader(
            """
            {"id": "a", "language": "en", "source": "reuters.com", "title": "Raimondo calls Wang", "text": "A candid\tcall."}
            {"id": "b", "title": "Gold rises"}

            {"id": "c", "title": null, "text": "Raimondo is in Beijing", "unknown": 1}
            """);
        using var output = new StringWriter { NewLine = "\n" };

        Assert.Equal((3, 2), await QueryRun.RunAsync(Query.Parse("raimondo AND (candid OR beijing)"), input, output, default));

        Assert.Equal(
            "a\tcandid in the text: A candid call.; raimondo in the title: Raimondo calls Wang\n"
            + "c\tbeijing in the text: Raimondo is in Beijing; raimondo in the text: Raimondo is in Beijing\n",
            output.ToString());
    }

    [Fact]
    public async Task Categories_feed_countries_and_what_the_story_has_to_be_are_told_as_by_the_server()
    {
        using var input = new StringReader(
            """
            {"id": "a", "language": "en", "title": "Ferry aground off Greece", "categories": ["World/Europe", 7], "feed": {"title": "Reuters World", "tags": ["sea"]}}
            {"id": "b", "language": "en", "title": "Ferry aground off Greece", "categories": "World", "feed": "Reuters"}
            """);
        using var output = new StringWriter { NewLine = "\n" };

        Assert.Equal((2, 1), await QueryRun.RunAsync(Query.Parse("category:europe feed:reuters tag:sea country:gr sources>=2"), input, output, default));

        Assert.Equal(
            "a\tcategory:europe is a category: World/Europe; country:gr is a country that it names: GR; feed:reuters is the feed: Reuters World; "
            + "tag:sea is a tag of the feed: sea; if its story is so: sources>=2\n",
            output.ToString());
    }

    [Theory]
    [InlineData("raimondo", 0)]
    [InlineData("NOT raimondo", 1)]
    [InlineData("raimondo AND is:new", 1)]
    [InlineData("sources>=9", 2)]
    public void A_person_who_checks_a_query_is_told_what_it_costs_and_what_it_waits_for(string query, int notes) =>
        Assert.Equal(notes, QueryNotes.Of(Query.Parse(query)).Count());

    [Fact]
    public async Task A_line_that_is_no_article_is_named()
    {
        using var input = new StringReader("{\"id\": \"a\"}\n{\"title\": \"no id\"}");
        Assert.StartsWith(
            "line 2 is no article", (await Assert.ThrowsAsync<InvalidDataException>(() => QueryRun.RunAsync(Query.Parse("a"), input, TextWriter.Null, default))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("raimondo AND", "raimondo AND", "            ^", "column 13: The query ends after 'AND'")]
    [InlineData("日本 AND )", "日本 AND )", "         ^", "column 8: ')' stands where")]
    [InlineData("a\n\tb)", "a  b)", "    ^", "column 5: This ')' closes nothing.")]
    public void A_mistake_is_shown_where_it_is(string query, string shown, string caret, string words)
    {
        var lines = QueryMistake.Show(query, Assert.Throws<QueryException>(() => Query.Parse(query))).ReplaceLineEndings("\n").Split('\n');
        Assert.Equal([shown, caret], lines[..2]);
        Assert.StartsWith(words, lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_long_query_the_part_around_the_mistake_is_shown()
    {
        var query = new string('a', 500) + " ) " + new string('b', 500);
        var lines = QueryMistake.Show(query, Assert.Throws<QueryException>(() => Query.Parse(query))).ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(80, lines[0].Length);
        Assert.Equal(')', lines[0][lines[1].IndexOf('^', StringComparison.Ordinal)]);
    }
}
