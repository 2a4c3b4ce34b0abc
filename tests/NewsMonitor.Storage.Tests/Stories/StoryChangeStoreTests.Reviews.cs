using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>When a story is looked at again.</summary>
public abstract partial class StoryChangeStoreTests
{
    [Fact]
    public async Task A_story_is_due_for_review_after_it_got_an_article_and_after_a_change()
    {
        await StoryAsync("a1");
        Assert.Empty(await Changes.LanguagesToReviewAsync(Start.AddDays(9), default));
        await IngestAsync("a2", "b1", "b2", "es1");
        await Stories.AssignAsync(new AssignedBatch("en", [Joined("a2", "story-a1", null), Began("b1")], Start, ReviewAt: Start.AddMinutes(2)), default);
        await Stories.AssignAsync(new AssignedBatch("en", [Joined("b2", "story-b1", null)], Start, ReviewAt: Start.AddMinutes(5)), default);
        await Stories.AssignAsync(new AssignedBatch("es", [Began("es1")], Start, ReviewAt: Start.AddMinutes(9)), default);

        Assert.Empty(await Changes.LanguagesToReviewAsync(Start.AddMinutes(1), default));
        Assert.Equal(["en"], await Changes.LanguagesToReviewAsync(Start.AddMinutes(2), default));
        var due = await Changes.DueReviewsAsync("en", Start.AddMinutes(2), 10, default);
        Assert.Equal(["story-a1", "story-b1"], due.Select(s => s.Id).Order(StringComparer.Ordinal));

        Assert.True(await Changes.ReviewedAsync(due.Single(s => s.Id == "story-a1"), null, default));
        Assert.True(await Changes.ReviewedAsync(due.Single(s => s.Id == "story-b1"), Start.AddMinutes(4), default));
        Assert.Empty(await Changes.DueReviewsAsync("en", Start.AddMinutes(3), 10, default));
        Assert.Equal(["story-b1"], (await Changes.DueReviewsAsync("en", Start.AddMinutes(4), 10, default)).Select(s => s.Id));

        await Changes.ChangeAsync([StoryChangeProposal.Merge("story-b1", "story-a1")], Start, Start.AddMinutes(6), default);
        Assert.Equal(["story-a1"], (await Changes.DueReviewsAsync("en", Start.AddMinutes(6), 10, default)).Select(s => s.Id));
    }

    [Fact]
    public async Task A_review_of_what_was_written_meanwhile_says_nothing()
    {
        await IngestAsync("a1", "a2");
        await Stories.AssignAsync(new AssignedBatch("en", [Began("a1")], Start, ReviewAt: Start), default);
        var due = Assert.Single(await Changes.DueReviewsAsync("en", Start, 10, default));
        await Stories.AssignAsync(new AssignedBatch("en", [Joined("a2", "story-a1", null)], Start, ReviewAt: Start), default);

        Assert.False(await Changes.ReviewedAsync(due, null, default));

        Assert.Single(await Changes.DueReviewsAsync("en", Start, 10, default));
        await Stories.CloseAsync("en", Start.AddDays(1), default);
        Assert.Empty(await Changes.DueReviewsAsync("en", Start, 10, default));
    }
}
