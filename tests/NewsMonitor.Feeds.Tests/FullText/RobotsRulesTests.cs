using System.Text;
using NewsMonitor.Feeds.FullText;

namespace NewsMonitor.Feeds.Tests.FullText;

/// <summary>RFC 9309, section 2.2.</summary>
public sealed class RobotsRulesTests
{
    [Theory]
    [InlineData("", "/a", true)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /", "/robots.txt", true)]
    [InlineData("User-agent: *\nDisallow: /private", "/private/a", false)]
    [InlineData("User-agent: *\nDisallow: /private", "/public", true)]
    [InlineData("User-agent: *\nDisallow: /a?b=1", "/a?b=1&c", false)]
    [InlineData("USER-AGENT:*\r\nDISALLOW:/a # comment\r\n", "/a", false)]
    [InlineData("User-agent: *\rDisallow: /a\r", "/a", false)]
    [InlineData("\uFEFFUser-agent: *\nDisallow: /a", "/a", false)]
    [InlineData("Disallow: /a", "/a", true)]
    [InlineData("nonsense\n: \nUser-agent *\n\0\nUser-agent: *\nDisallow: /a", "/a", false)]
    public void Rules_that_apply_to_everybody_apply_to_us(string robots, string path, bool allowed) => Check(robots, path, allowed);

    [Theory]
    [InlineData("User-agent: NewsMonitor\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/a", false)]
    [InlineData("User-agent: NewsMonitor\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: newsmonitor\nAllow: /", "/b", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: NEWSMONITOR/1.0\nDisallow: /a", "/b", true)]
    [InlineData("User-agent: NewsMonitorPlus\nDisallow: /", "/a", true)]
    [InlineData("User-agent: NewsMonitor2\nDisallow: /", "/a", true)]
    [InlineData("User-agent: NewsMonitor.Other\nDisallow: /", "/a", true)]
    [InlineData("User-agent: NewsMonitor (a comment)\nDisallow: /", "/a", false)]
    [InlineData("User-agent: Other\nUser-agent: NewsMonitor\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: NewsMonitor\nDisallow: /a\nUser-agent: Other\nDisallow: /\nUser-agent: NewsMonitor\nDisallow: /c", "/c", false)]
    [InlineData("User-agent: NewsMonitor\nDisallow: /a\nUser-agent: Other\nDisallow: /", "/b", true)]
    [InlineData("User-agent: NewsMonitor\nSitemap: /map\nUser-agent: Other\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: NewsMonitor\nDisallow:\nUser-agent: *\nDisallow: /", "/a", true)]
    [InlineData("User-agent: NewsMonitor\nCrawl-delay: 5\nDisallow: /a", "/a", false)]
    public void Groups_that_name_us_are_taken_together_and_take_the_place_of_everybodys(string robots, string path, bool allowed) => Check(robots, path, allowed);

    [Theory]
    [InlineData("Allow: /a/public\nDisallow: /a", "/a/public/1", true)]
    [InlineData("Disallow: /a\nAllow: /a/public", "/a/private", false)]
    [InlineData("Disallow: /a\nAllow: /a", "/a", true)]
    [InlineData("Allow: /\nDisallow: /*.pdf$", "/x/y.pdf", false)]
    [InlineData("Allow: /\nDisallow: /*.pdf$", "/x/y.pdf?z", true)]
    [InlineData("Disallow: /a$", "/a", false)]
    [InlineData("Disallow: /a$", "/ab", true)]
    [InlineData("Disallow: *print", "/x/print", false)]
    [InlineData("Disallow: /a*b*c", "/a-b-b-c-d", false)]
    [InlineData("Disallow: /a*b*c", "/a-c-b", true)]
    [InlineData("Disallow: /a*b$", "/a-b-b", false)]
    [InlineData("Disallow: /a**", "/a", false)]
    public void The_longest_match_decides_and_stars_and_dollars_are_special(string rules, string path, bool allowed) => Check("User-agent: *\n" + rules, path, allowed);

    [Theory]
    [InlineData("/ツ", "/%E3%83%84/x")]
    [InlineData("/%e3%83%84", "/%E3%83%84")]
    [InlineData("/%62ar", "/bar")]
    [InlineData("/b%C3%A4r", "/bär")]
    [InlineData("/a%2Fb", "/a%2fb")]
    [InlineData("/%2A", "/*")]
    public void A_path_matches_however_its_characters_are_written(string rule, string path) => Check($"User-agent: *\nDisallow: {rule}", path, allowed: false);

    [Fact]
    public void An_encoded_slash_is_no_slash() => Check("User-agent: *\nDisallow: /a/b", "/a%2Fb", allowed: true);

    [Fact]
    public void A_hostile_file_of_the_largest_size_is_read_and_asked()
    {
        var robots = new StringBuilder("User-agent: *\n");
        while (robots.Length < 600 * 1024)
            robots.Append("Disallow: /*a*a*a*a*a*a*a*a*a*a*b$\n");

        var rules = RobotsRules.Parse(Encoding.UTF8.GetBytes(robots.ToString()));
        var allowed = rules.Allows(new Uri("https://outlet.example/" + new string('a', 2000)));

        // A matcher that tries every way to fit the stars would never come here.
        Assert.True(allowed);
    }

    [Fact]
    public void What_lies_behind_the_largest_size_is_not_read()
    {
        var robots = new string('#', RobotsRules.MaximumBytes) + "\nUser-agent: *\nDisallow: /";

        Check(robots, "/a", allowed: true);
    }

    private static void Check(string robots, string path, bool allowed) =>
        Assert.Equal(allowed, RobotsRules.Parse(Encoding.UTF8.GetBytes(robots)).Allows(new Uri("https://outlet.example" + path)));
}
