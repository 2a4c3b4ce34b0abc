using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsMonitor.Server.Demo.Press;

namespace NewsMonitor.Server.Demo.Watch;

/// <summary>The demo's result for machines.</summary>
public sealed record Summary(double Seconds, int EventsPublished, bool AsPublished, SummaryStory[] Stories, SummaryAlert[] Alerts, SummaryWebhooks Webhooks)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Summary Of(Ledger ledger, IReadOnlyList<StoryVerdict> verdicts, WebhookInbox inbox, TimeSpan took) => new(
        Math.Round(took.TotalSeconds, 1),
        verdicts.Count,
        verdicts.All(verdict => verdict.Exact) && ledger.Stories.Count == verdicts.Count,
        [.. ledger.Stories.Select(story => SummaryStory.Of(story, verdicts))],
        [.. ledger.Alerts.Select(alert => new SummaryAlert(alert.Subscriber, alert.Story, alert.Occasion, alert.Why))],
        new SummaryWebhooks(inbox.Verified, inbox.Refused));

    public override string ToString() => JsonSerializer.Serialize(this, Options);
}

/// <param name="Events">Names of the published events that its articles are about: one, unless the engine erred.</param>
public sealed record SummaryStory(string Id, string Headline, string[] Events, int Outlets, SummaryArticle[] Articles)
{
    internal static SummaryStory Of(FoundStory story, IReadOnlyList<StoryVerdict> verdicts) => new(
        story.Id,
        story.Headline,
        [.. verdicts.Where(verdict => verdict.Found.Contains(story)).Select(verdict => verdict.Written.Id)],
        story.Outlets,
        [.. story.Articles.Select(article => new SummaryArticle(article.Article, article.Source, article.Title, article.Url, article.CopyOf))]);
}

/// <param name="CopyOf">Id of the article that it is a copy of; left out when it is independent.</param>
public sealed record SummaryArticle(string Id, string Source, string Title, string? Url, string? CopyOf);

public sealed record SummaryAlert(string Subscriber, string Story, string Occasion, string[] Why);

/// <param name="Verified">Distinct deliveries whose signature held.</param>
public sealed record SummaryWebhooks(int Verified, int Refused);
