using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Stories.Linking;
using NewsMonitor.Stories.Tests.Clustering;
using NewsMonitor.Stories.Tests.Stage;

namespace NewsMonitor.Stories.Tests.Linking;

public sealed class HostileProfileTests
{
    [Theory]
    [MemberData(nameof(HostileTexts.Odd), MemberType = typeof(HostileTexts))]
    public void An_odd_text_has_a_profile_like_any_other(string text)
    {
        foreach (var language in (string[])["en", "ar", "zh", "xx", ""])
            AssertStored(ForeignNews.Profile("a", language, DateTimeOffset.MaxValue, Wire.Article("a", text, text, language: language)));
    }

    [Fact]
    public void Any_text_has_a_profile()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(20241008, 17), Prop.ForAll<string?, string?>((title, text) =>
            AssertStored(ForeignNews.Profile("a", "en", null, Wire.Article("a", title ?? "", text ?? "")))));
    }

    [Fact]
    public void Megabytes_cost_what_their_beginning_costs_and_leave_no_more_keys()
    {
        var words = string.Join(' ', Enumerable.Range(0, 200_000).Select(i => $"Name{(char)('a' + (i % 26))}{(char)('b' + (i % 19))}rd"));
        string[] texts = [words, new string('x', 2_000_000), new string('王', 2_000_000), string.Concat(Enumerable.Repeat("http://a.example/b/", 100_000)), new string(' ', 2_000_000)];
        ForeignNews.Profile("a", "en", null, Wire.Article("a", "Warm", "up"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        foreach (var text in texts)
            Assert.True(ForeignNews.Profile("a", "en", null, Wire.Article("a", text, text)).Keys.Length <= 64);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 30_000_000);
    }

    private static void AssertStored(LinkProfile profile)
    {
        var read = LinkProfile.FromBytes(profile.StoryId, profile.ToBytes());
        Assert.Equal(profile.Keys.Length, read!.Keys.Length);
        var linker = new StoryLinker(new StoryOptions());
        linker.Set(profile);
        Assert.Empty(linker.LinksOf(profile.StoryId));
    }
}
