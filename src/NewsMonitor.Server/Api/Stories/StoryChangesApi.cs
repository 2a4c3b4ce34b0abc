using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Problems;
using NewsMonitor.Stories;
using NewsMonitor.Stories.Faces;

namespace NewsMonitor.Server.Api.Stories;

/// <summary>Merging and splitting by hand. It holds against second thoughts, and is done in the database: indexes and alerts follow.</summary>
internal static class StoryChangesApi
{
    private const int MostStories = 100;
    private const int MostArticles = 1000;
    private const int ReasonLength = 500;

    // There is one key and no names: whoever has it.
    private const string Operator = "operator";

    public static void MapStoryChanges(this RouteGroupBuilder stories)
    {
        stories.MapPost("/merge", MergeAsync).WithName("mergeStories")
            .WithSummary("Makes stories one, open or closed. What is merged already is left as it is; second thoughts never split what was merged here.")
            .ProducesProblem(404).ProducesProblem(409);
        stories.MapPost("/{id}/split", SplitAsync).WithName("splitStory")
            .WithSummary("Makes articles of a story a story of their own. The same split again is answered as it was; second thoughts never merge the two, and copies that come later join the articles; those that are there stay unless they are named.")
            .ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Results<Ok<ChangedStoriesBody>, ProblemHttpResult>> MergeAsync(
        MergeStoriesBody body, IStoryStore stories, IStoryChangeStore changes, StoryOptions options, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        Check("stories", body.Stories, MostStories);
        var reasons = Reasons(body.Reason);
        var proposals = body.Stories.Distinct(StringComparer.Ordinal)
            .Select(from => StoryChangeProposal.Merge(from, body.Into) with { By = Operator, Reasons = reasons }).ToList();
        var now = clock.GetUtcNow();
        var outcomes = await changes.ChangeAsync(proposals, now, now + options.ReviewAfter, cancellationToken);
        if (!outcomes[^1].Stands)
            return await ProblemAsync(outcomes[^1], "stories", stories, cancellationToken);
        var story = (await stories.FindAsync(body.Into, cancellationToken))!;
        await WakeAsync(grains, story.Language, cancellationToken);
        return TypedResults.Ok(new ChangedStoriesBody(Body(story, now, options), null, Made(outcomes)));
    }

    private static async Task<Results<Ok<ChangedStoriesBody>, ProblemHttpResult>> SplitAsync(
        string id, SplitStoryBody body, IStoryStore stories, IStoryChangeStore changes, StoryOptions options, IGrainFactory grains, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        Check("articles", body.Articles, MostArticles);
        var proposal = StoryChangeProposal.Split(id, [.. body.Articles.Distinct(StringComparer.Ordinal)]) with { By = Operator, Reasons = Reasons(body.Reason) };
        var now = clock.GetUtcNow();
        var outcomes = await changes.ChangeAsync([proposal], now, now + options.ReviewAfter, cancellationToken);
        if (!outcomes[^1].Stands)
            return await ProblemAsync(outcomes[^1], "articles", stories, cancellationToken);
        var story = (await stories.FindAsync(id, cancellationToken))!;
        var splitOff = (await stories.FindAsync(outcomes[^1].Change!.To, cancellationToken))!;
        await WakeAsync(grains, story.Language, cancellationToken);
        return TypedResults.Ok(new ChangedStoriesBody(Body(story, now, options), Body(splitOff, now, options), Made(outcomes)));
    }

    private static StoryChangeBody[] Made(IReadOnlyList<StoryChangeOutcome> outcomes) =>
        [.. outcomes.Select(outcome => outcome.Change).OfType<StoryChange>().Select(StoryChangeBody.Of)];

    private static StoryBody Body(Story story, DateTimeOffset now, StoryOptions options) => StoryBody.From(story, StoryPhases.Of(story, now, options.Faces));

    private static void Check(string field, string[] ids, int most)
    {
        if (ids.Length == 0)
            throw new InvalidInputException(field, $"'{field}' is empty; it must name one or more.");
        if (ids.Length > most)
            throw new InvalidInputException(field, FormattableString.Invariant($"'{field}' names {ids.Length}; it may name {most} at most."));
        if (Array.Exists(ids, string.IsNullOrEmpty))
            throw new InvalidInputException(field, $"'{field}' has an empty id.");
    }

    private static string[] Reasons(string? reason)
    {
        if (reason?.Length > ReasonLength)
            throw new InvalidInputException("reason", FormattableString.Invariant($"The reason has {reason.Length} characters; it may have {ReasonLength} at most."));
        return string.IsNullOrWhiteSpace(reason) ? [] : [reason.Trim()];
    }

    private static async Task<ProblemHttpResult> ProblemAsync(
        StoryChangeOutcome outcome, string field, IStoryStore stories, CancellationToken cancellationToken)
    {
        var subject = outcome.Subject;
        return outcome.Verdict switch
        {
            StoryChangeVerdict.UnknownStory => Problem.NotFound("story", subject!),
            StoryChangeVerdict.MergedStory => Problem.Create(
                StatusCodes.Status409Conflict,
                $"The story '{subject}' was merged into '{(await stories.FindAsync(subject!, cancellationToken))?.Id}': name that one."),
            StoryChangeVerdict.OtherLanguage => Problem.Create(
                StatusCodes.Status409Conflict, $"The story '{subject}' is of another language; stories of different languages are linked, never merged."),
            StoryChangeVerdict.NotInStory => throw new InvalidInputException(field, $"'{subject}' is no article of the story."),
            StoryChangeVerdict.NothingLeft => throw new InvalidInputException(field, "These are all articles of the story: nothing would be left of it."),
            var other => Problem.Create(StatusCodes.Status409Conflict, $"It cannot be done: {other}."),
        };
    }

    /// <summary>The index and the alerts follow at once rather than at the next sweep.</summary>
    private static async Task WakeAsync(IGrainFactory grains, string language, CancellationToken cancellationToken)
    {
        await grains.GetGrain<IStoryIndexGrain>(language).WakeAsync(cancellationToken);
        await grains.GetGrain<IStoryMatchGrain>(language).WakeAsync(cancellationToken);
    }
}
