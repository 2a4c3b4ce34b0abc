using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace NewsMonitor.Model.Tests;

public sealed partial class StableIdTests
{
    // Computed apart from this program: SHA-256 over each part's length (32 bits, little-endian) and UTF-8 bytes; its first 128 bits.
    [Theory]
    [InlineData("feed_5e4e4t1fq3rrqrc5p4ffvt8s5r", "feed", "https://example.org/rss")]
    [InlineData("art_3mpsrtybtx04d844q0dvm4h9a7", "art", "feed_1", "guid-1")]
    [InlineData("sub_73p324567w3ga9nyzms2cpze94", "sub")]
    [InlineData("sub_6z7xgsg1595zdm0nrs5q23vnt8", "sub", "")]
    [InlineData("alert_6a6hny6p5gc7918yj7wpjtqec7", "alert", "déjà vu", "故事")]
    public void Ids_are_the_same_in_every_release(string expected, string prefix, params string[] parts) =>
        Assert.Equal(expected, StableId.Create(prefix, parts));

    [Fact]
    public void An_id_is_its_prefix_and_26_characters_that_nobody_misreads()
    {
        for (var i = 0; i < 1000; i++)
            Assert.Matches(Shape(), StableId.Create("story", $"{i}"));
    }

    [Fact]
    public void Parts_that_are_shifted_against_each_other_give_another_id()
    {
        string[][] alike =
        [
            ["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], ["a", "b", "c"], ["ab", "", "c"], [], [""], ["", ""],
            ["c", "ab"], ["\0abc"], ["abc\0"], ["ab\0c"], ["\u0003\0\0\0abc"],
        ];
        Assert.Equal(alike.Length, alike.Select(parts => StableId.Create("x", parts)).Distinct().Count());
    }

    [Fact]
    public void Different_parts_give_different_ids_and_the_same_parts_the_same() =>
        Prop.ForAll<string[], string[]>((one, other) =>
        {
            string[] a = [.. one.Select(p => p ?? "")];
            string[] b = [.. other.Select(p => p ?? "")];
            return a.SequenceEqual(b) == (StableId.Create("x", a) == StableId.Create("x", b));
        }).Check(Config.QuickThrowOnFailure.WithReplay(20241008, 17));

    [GeneratedRegex("^story_[0-9abcdefghjkmnpqrstvwxyz]{26}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Shape();
}
