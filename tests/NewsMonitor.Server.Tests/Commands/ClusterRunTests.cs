using NewsMonitor.Server.Commands;
using NewsMonitor.Stories;

namespace NewsMonitor.Server.Tests.Commands;

public sealed class ClusterRunTests
{
    [Fact]
    public async Task Every_article_gets_one_line_in_the_order_of_the_file()
    {
        var lines = await RunAsync(
            """
            {"id": "a", "published": "2005-11-27", "language": "en", "source": "one", "url": null, "title": "Quake of magnitude 6.1 strikes the island of Qeshm", "text": ""}
            {"id": "b", "title": "Parliament of Norvania elects a speaker"}

            {"id": "c", "published": null, "language": null, "source": null, "url": null, "title": null, "text": "Magnitude 6.1 quake strikes the island of Qeshm"}
            {"id": "d", "published": "some day", "title": "", "text": null, "unknown": [1, 2]}
            """);

        var stories = lines.Select(line => line.Split('\t')).ToList();
        Assert.Equal(["a", "b", "c", "d"], stories.Select(s => s[0]));
        Assert.Equal(stories[0][1], stories[2][1]);
        Assert.Equal(3, stories.Select(s => s[1]).Distinct().Count());
        Assert.All(stories, s => Assert.Equal(2, s.Length));
    }

    [Fact]
    public async Task Explaining_adds_the_reasons_without_tabs_or_line_breaks()
    {
        var lines = await RunAsync(
            """
            {"id": "a", "title": "Quake of magnitude\t6.1 strikes\nthe island of Qeshm"}
            {"id": "b", "title": "Magnitude 6.1 quake strikes Qeshm island"}
            """,
            explain: true);

        Assert.Equal(2, lines.Length);
        Assert.Contains("shared: ", lines[1].Split('\t')[2], StringComparison.Ordinal);
        Assert.Contains("qeshm", lines[1].Split('\t')[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\": \"a\"}\nnot json\n{\"id\": \"b\"}", "line 2")]
    [InlineData("{\"id\": \"a\"}\n\n{\"title\": \"no id\"}", "line 3")]
    [InlineData("{\"id\": \"a\"}\n[1]", "line 2")]
    [InlineData("{\"id\": \"a\"}\nnull", "line 2")]
    [InlineData("{\"id\": \"a\"}\n{\"id\": \"tab\\there\"}", "line 2")]
    [InlineData("{\"id\": \"a\"}\n{\"id\": \"b\", \"title\": 7}", "line 2")]
    public async Task A_line_that_is_no_article_is_named_and_what_came_before_it_is_printed(string input, string named)
    {
        using var output = new StringWriter();

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => new ClusterRun(new StoryOptions(), false).RunAsync(new StringReader(input), output, default));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("a\t", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_final_state_has_a_line_for_every_article_in_the_order_of_the_file_and_says_what_changed()
    {
        const string file =
            """
            {"id": "a", "title": "Quake of magnitude 6.1 strikes the island of Qeshm"}
            {"id": "b", "title": "Parliament of Norvania elects a speaker"}
            {"id": "c", "title": "Magnitude 6.1 quake strikes Qeshm island"}
            {"id": "d", "language": "de", "title": "Das Parlament von Norvanien wählt einen Sprecher"}
            """;

        var lines = await RunAsync(file, explain: true, final: true);

        var stories = lines.Select(line => line.Split('\t')).ToList();
        Assert.Equal(["a", "b", "c", "d"], stories.Select(s => s[0]));
        Assert.Equal(stories[0][1], stories[2][1]);
        Assert.Equal(3, stories.Select(s => s[1]).Distinct().Count());
        Assert.All(stories, s => Assert.NotEmpty(s[2]));
    }

    [Fact]
    public async Task A_bad_line_leaves_the_final_state_of_what_came_before_it()
    {
        using var output = new StringWriter();

        await Assert.ThrowsAsync<InvalidDataException>(
            () => new ClusterRun(new StoryOptions(), explain: false, final: true).RunAsync(new StringReader("{\"id\": \"a\"}\nnot json"), output, default));

        Assert.StartsWith("a\t", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statistics_count_what_was_read()
    {
        var run = new ClusterRun(new StoryOptions(), false);
        await run.RunAsync(new StringReader("""{"id": "a", "title": "One"}"""), TextWriter.Null, default);
        using var statistics = new StringWriter();

        await run.WriteStatisticsAsync(statistics);

        Assert.StartsWith("1 articles (1 without a date)", statistics.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string[]> RunAsync(string input, bool explain = false, bool final = false)
    {
        using var output = new StringWriter();
        await new ClusterRun(new StoryOptions(), explain, final).RunAsync(new StringReader(input), output, default);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
