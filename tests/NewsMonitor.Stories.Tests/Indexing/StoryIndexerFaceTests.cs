using NewsMonitor.Stories.Indexing;
using NewsMonitor.Stories.Tests.Stage;

namespace NewsMonitor.Stories.Tests.Indexing;

/// <summary>What an index writes of what articles add, and of what stories show.</summary>
public sealed class StoryIndexerFaceTests : IndexerTests
{
    [Fact]
    public async Task An_assignment_says_what_its_article_added_and_the_first_gives_its_story_a_face()
    {
        await ArriveAsync(Indexer());

        var (first, second) = (Store.Assigned[0].Assignment, Store.Assigned[1].Assignment);
        Assert.Equal(1, first.Adds!.Novelty);
        Assert.Equal(["Rana Osmet", "Talavan"], first.Face!.Names.Order());
        Assert.Equal(["en"], first.Face.Languages);
        Assert.InRange(second.Adds!.Novelty, 0.01, 0.99);
        Assert.Equal(["Bekir Tal"], second.Adds.Names);
        Assert.Equal(["23 dead"], second.Adds.Figures);
        Assert.Null(second.Face);
    }

    [Fact]
    public async Task The_second_look_gives_a_story_its_face_and_the_headline_of_its_articles()
    {
        var indexer = Indexer();
        await ArriveAsync(indexer);
        var story = Store.Assigned[0].Assignment.StoryId;
        Store.ReviewAt(story, Clock.GetUtcNow());

        await indexer.RunAsync(default);

        var (face, headline) = Store.Faces[story];
        Assert.Equal("a", headline);
        Assert.Contains("Talavan", face.Names);
        Assert.Contains("quake", face.KeyTerms);
        Assert.Equal(["en"], face.Languages);
    }

    private async Task ArriveAsync(StoryIndexer indexer)
    {
        Store.Arrive(
            Wire.Article("a", "Quake in Talavan kills nine", "A strong quake shook Talavan and killed nine people, said Rana Osmet. The quake cut the road."),
            Wire.Article("b", "Quake in Talavan: 23 dead", "The quake that shook Talavan killed 23 people, said Bekir Tal and Rana Osmet. The road is cut."));
        Assert.Equal(2, (await indexer.RunAsync(default)).Assigned);
        Assert.Single(Store.Assigned.Select(a => a.Assignment.StoryId).Distinct());
    }
}
