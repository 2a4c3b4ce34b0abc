using NewsMonitor.Stories.Tests.Stage;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Tests.Text;

public sealed class EncounterReaderTests
{
    [Theory]
    [InlineData("Ministers hold phone talks", Encounter.Call)]
    [InlineData("Ministers spoke by phone", Encounter.Call)]
    [InlineData("Ministers spoke on the phone", Encounter.Call)]
    [InlineData("Conversacion telefonica de los ministros", Encounter.Call)]
    [InlineData("Minister begins four-day trip", Encounter.Visit)]
    [InlineData("Minister visits Beijing", Encounter.Visit)]
    [InlineData("New phone has two cameras", Encounter.None)]
    [InlineData("Museum counts its visitors", Encounter.None)]
    [InlineData("By phone about the visit", Encounter.None)]
    public void A_title_tells_of_a_call_or_of_a_visit(string title, object encounter) =>
        Assert.Equal(encounter, new ArticleAnalyser(new StoryOptions()).Analyse(Wire.Article("a", title)).Encounter);
}
