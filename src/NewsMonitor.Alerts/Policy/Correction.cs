using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>That what was told of a story is no longer right.</summary>
/// <param name="Since">When that was found out last.</param>
/// <param name="Retracts">Whether somebody takes it back, rather than sorts it elsewhere.</param>
/// <param name="Reasons">For people.</param>
internal sealed record Correction(DateTimeOffset Since, bool Retracts, string[] Reasons)
{
    /// <returns>Null when all that was told still holds, or there is nothing to take back of what was not.</returns>
    public static Correction? Of(Judgement judgement)
    {
        var reasons = new List<string>();
        if (judgement.Retraction is { } retraction)
            reasons.Add($"Retracted by {retraction.By}: {retraction.Reason}");
        reasons.AddRange(judgement.Retracting.Select(article => $"{article.Source} takes it back or corrects it: {article.Title}"));
        var retracts = reasons.Count > 0;
        reasons.AddRange(judgement.Corrections.Select(correction => Words(judgement.Story.Id, correction)));
        var since = judgement.Corrections.Select(correction => correction.Change.At)
            .Concat(judgement.Retracting.Select(article => article.At))
            .Concat(judgement.Retraction is { } said ? [said.At] : []);
        return reasons.Count == 0 ? null : new Correction(since.Max(), retracts, [.. reasons]);
    }

    private static string Words(string story, StoryCorrection correction)
    {
        var (change, from, to) = correction;
        var (articles, are, belong) = change.Articles.Length == 1
            ? ("1 article", "is", "belongs")
            : (FormattableString.Invariant($"{change.Articles.Length} articles"), "are", "belong");
        return change.Kind switch
        {
            StoryChangeKind.Merged => $"Told as two stories, they are one: “{from}” went up into “{to}”.",
            StoryChangeKind.Split when story == change.From => $"{articles} told of here {are} another story: “{to}”.",
            StoryChangeKind.Split => $"What was told as “{from}” is two stories; this one is “{to}”.",
            _ when story == change.From => $"{articles} for which it was told {belong} to another story: “{to}”.",
            _ => $"{articles} told as “{from}” {belong} to this story: “{to}”.",
        };
    }
}
