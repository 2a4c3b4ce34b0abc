using NewsMonitor.Model;
using NewsMonitor.Stories.Clustering;

namespace NewsMonitor.Stories.Review;

/// <summary>Decides whether an open story is what it should be. Leaves the engine as it was.</summary>
/// <param name="engine">The index that the story is in, with its neighbours.</param>
/// <param name="story">The story, as the database has it.</param>
/// <param name="articles">Its articles, of a large story <see cref="StoryOptions.ReviewArticles"/> of the latest or some more, in the order of their assignment.</param>
/// <param name="apart">Ids of stories that an operator told apart from this one: it never gives them articles.</param>
/// <returns>What is to be changed, with reasons; empty for nothing. Together it is made or refused, but for what goes against an operator.</returns>
public delegate IReadOnlyList<StoryChangeProposal> SecondLook(
    StoryEngine engine, Story story, IReadOnlyList<ReviewedArticle> articles, IReadOnlySet<string> apart);
