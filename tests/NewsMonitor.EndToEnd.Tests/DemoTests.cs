using System.Diagnostics;
using System.Text.Json;

namespace NewsMonitor.EndToEnd.Tests;

/// <summary>The demo as a person starts it, only faster: one process, real HTTP, judged by what it says at its end.</summary>
public sealed class DemoTests(DemoTests.FinishedDemo demo) : IClassFixture<DemoTests.FinishedDemo>
{
    [Fact]
    public void It_ends_by_itself_and_well()
    {
        Assert.True(demo.ExitCode == 0, demo.Words);
        Assert.Equal(15, demo.Summary.GetProperty("eventsPublished").GetInt32());
        Assert.True(demo.Summary.GetProperty("asPublished").GetBoolean(), demo.Words);
        Assert.Equal(15, demo.Stories.Length);
    }

    [Theory]
    [InlineData("the-call", "call-analysis call-beijing call-cars call-copy call-raymond call-wire")]
    [InlineData("the-visit", "visit-analysis visit-premier visit-shanghai visit-wire")]
    public void The_call_and_the_visit_are_two_stories_with_exactly_their_articles(string story, string articles)
    {
        var links = Articles(story).Select(article => article.GetProperty("url").GetString()!.Split('/')[^1]);

        Assert.Equal(articles.Split(' '), links.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("the-call")]
    [InlineData("the-visit")]
    public void Each_subscriber_who_asked_is_told_once_of_each(string story)
    {
        var id = Story(story).GetProperty("id").GetString();

        var told = demo.Alerts.Where(alert => alert.GetProperty("story").GetString() == id)
            .Select(alert => (alert.GetProperty("subscriber").GetString(), alert.GetProperty("occasion").GetString()));

        Assert.Equal([("desk-asia", "new"), ("newsroom", "new")], told.Order());
    }

    [Fact]
    public void Nobody_is_told_of_anything_twice()
    {
        var told = demo.Alerts.Select(alert => (alert.GetProperty("subscriber").GetString(), alert.GetProperty("story").GetString())).ToList();

        Assert.Equal(told.Distinct(), told);
    }

    [Fact]
    public void The_syndicated_copy_is_recognised_and_nothing_else_is_taken_for_one()
    {
        var copies = demo.Stories.SelectMany(story => story.GetProperty("articles").EnumerateArray()).Where(article => article.TryGetProperty("copyOf", out _));

        // Whichever of the two is polled first is the original.
        var copy = Assert.Single(copies);
        var original = Articles("the-call").Single(article => article.GetProperty("id").GetString() == copy.GetProperty("copyOf").GetString());
        Assert.Equal(["eastgate.example", "north-wire.example"], new[] { copy, original }.Select(article => article.GetProperty("source").GetString()).Order());
    }

    [Fact]
    public void The_edit_and_the_republication_make_no_article_and_no_alert()
    {
        var round = Articles("election-first-round").Select(article => article.GetProperty("source").GetString());

        Assert.Equal(["lampwright.example", "meridian.example", "north-wire.example", "old-quay.example"], round.Order(StringComparer.Ordinal));
        Assert.Single(Articles("the-call"), article => article.GetProperty("source").GetString() == "eastgate.example");
    }

    [Fact]
    public void Every_webhook_arrived_and_was_signed()
    {
        var webhooks = demo.Summary.GetProperty("webhooks");

        Assert.Equal(0, webhooks.GetProperty("refused").GetInt32());
        Assert.Equal(demo.Alerts.Count(alert => alert.GetProperty("subscriber").GetString() == "newsroom"), webhooks.GetProperty("verified").GetInt32());
    }

    [Fact]
    public void The_feed_that_failed_was_seen_to_fail_and_to_recover()
    {
        Assert.Contains("The Daily Courant   fails:", demo.Words, StringComparison.Ordinal);
        Assert.Contains("The Daily Courant   is back after", demo.Words, StringComparison.Ordinal);
    }

    private JsonElement Story(string name) =>
        demo.Stories.Single(story => story.GetProperty("events").EnumerateArray().Any(e => e.GetString() == name));

    private IEnumerable<JsonElement> Articles(string name) => Story(name).GetProperty("articles").EnumerateArray();

    /// <summary>Runs the demo once for all the tests.</summary>
    public sealed class FinishedDemo : IAsyncLifetime
    {
        private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

        public int ExitCode { get; private set; }

        /// <summary>What it showed to people.</summary>
        public string Words { get; private set; } = "";

        public JsonElement Summary { get; private set; }

        public JsonElement[] Stories => [.. Summary.GetProperty("stories").EnumerateArray()];

        public JsonElement[] Alerts => [.. Summary.GetProperty("alerts").EnumerateArray()];

        public async Task InitializeAsync()
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "newsmonitor.dll"), "demo", "--pace", "3", "--json"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            using var deadline = new CancellationTokenSource(Deadline);
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var words = process.StandardError.ReadToEndAsync(CancellationToken.None);
            try
            {
                await process.WaitForExitAsync(deadline.Token);
            }
            catch (OperationCanceledException e)
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"The demo did not end within {Deadline}. It said:\n{await words}", e);
            }

            (ExitCode, Words) = (process.ExitCode, await words);
            if (ExitCode != 0)
                throw new InvalidOperationException($"The demo ended with {ExitCode}. It said:\n{Words}");
            using var summary = JsonDocument.Parse(await output);
            Summary = summary.RootElement.Clone();
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
