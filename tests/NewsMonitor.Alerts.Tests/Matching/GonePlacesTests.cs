using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Matching;

namespace NewsMonitor.Alerts.Tests.Matching;

public sealed class GonePlacesTests
{
    // Around where pages and words of bits end, and far apart.
    private static readonly int[] Places = [0, 1, 63, 64, 4_095, 4_096, 4_097, 8_191, 8_192, 1_000_000];

    [Fact]
    public void Exactly_what_was_added_is_gone_and_what_it_was_made_of_stays_as_it_was() =>
        Check.One(Cases.Of(100), Prop.ForAll(Arb.From(Gen.Elements(Places).ArrayOf().ArrayOf()), steps =>
        {
            var (gone, expected) = (new List<GonePlaces> { GonePlaces.None }, new List<HashSet<int>> { new() });
            foreach (var step in steps)
            {
                gone.Add(gone[^1].With(step));
                expected.Add([.. expected[^1], .. step]);
            }

            return gone.Zip(expected).All(both =>
                both.First.Count == both.Second.Count && Places.All(place => both.First.Contains(place) == both.Second.Contains(place)));
        }));

    [Fact]
    public void Places_beyond_all_that_are_gone_are_not() =>
        Assert.False(GonePlaces.None.With([5]).Contains(int.MaxValue));
}
