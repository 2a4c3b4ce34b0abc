using System.Globalization;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>
/// Stories that are told together: counted, and the first of them listed, for the alert and for each endpoint, which is told of the stories that its own subscriptions
/// asked for.
/// </summary>
internal static class TogetherStories
{
    /// <param name="gathered">What there was before.</param>
    /// <param name="parts">The messages of the decisions.</param>
    public static GatheredStories Add(
        GatheredStories gathered, IReadOnlyList<(Judgement Judgement, AlertDecision Decision)> decisions, IReadOnlyList<AlertMessage> parts, AlertOptions options)
    {
        var endpoints = gathered.Endpoints.ToDictionary(endpoint => endpoint.Id, StringComparer.Ordinal);
        foreach (var part in parts)
        {
            foreach (var id in part.Subscriptions.SelectMany(s => s.Channels).Select(channel => channel.Id).Distinct(StringComparer.Ordinal))
            {
                var endpoint = endpoints.GetValueOrDefault(id) ?? new GatheredEndpoint(id, 0, []);
                endpoints[id] = new GatheredEndpoint(id, endpoint.Stories + 1, First(options.PayloadStories, endpoint.Listed, [part.Alert.Id]));
            }
        }

        return gathered with
        {
            Stories = gathered.Stories + parts.Count,
            Subscriptions = [.. gathered.Subscriptions.Union(parts.SelectMany(part => part.Alert.Subscriptions), StringComparer.Ordinal)],
            Reasons = First(options.PayloadReasons, gathered.Reasons, decisions.Select(d => d.Judgement.Held?.Reason).OfType<string>()),
            Parts = First(options.TogetherBatch, gathered.Parts, parts.Select(part => part.Alert.Id)),
            Endpoints = [.. endpoints.Values],
        };
    }

    /// <param name="all">With the parts.</param>
    /// <param name="earlier">What was gathered before the parts.</param>
    /// <param name="parts">The last of them.</param>
    /// <param name="alert">That tells of them.</param>
    public static IEnumerable<(AlertEndpoint Endpoint, AlertMessage Message)> Messages(
        GatheredStories all, GatheredAlerts earlier, IReadOnlyList<AlertMessage> parts, Alert alert)
    {
        var subscriptions = earlier.Subscriptions.Concat(parts.SelectMany(part => part.Subscriptions)).DistinctBy(s => s.Id, StringComparer.Ordinal).ToArray();
        var byId = subscriptions.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var messages = earlier.Listed.Select(one => new AlertMessage(one.Alert, [.. one.Alert.Subscriptions.Select(byId.GetValueOrDefault).OfType<Subscription>()], one.Articles))
            .Concat(parts).DistinctBy(message => message.Alert.Id, StringComparer.Ordinal).ToDictionary(message => message.Alert.Id, StringComparer.Ordinal);
        var counts = all.Endpoints.ToDictionary(endpoint => endpoint.Id, StringComparer.Ordinal);
        foreach (var endpoint in subscriptions.SelectMany(s => s.Channels).DistinctBy(endpoint => endpoint.Id, StringComparer.Ordinal))
        {
            // One that was written since is told of what comes.
            if (!counts.TryGetValue(endpoint.Id, out var told))
                continue;
            yield return (endpoint, new AlertMessage(alert, [.. subscriptions.Where(s => s.Channels.Any(channel => channel.Id == endpoint.Id))], [])
            {
                Parts = [.. told.Listed.Select(messages.GetValueOrDefault).OfType<AlertMessage>()],
                Stories = told.Stories,
            });
        }
    }

    public static string Sentence(int stories) =>
        string.Create(CultureInfo.InvariantCulture, $"{stories} {(stories == 1 ? "story was" : "stories were")} held and {(stories == 1 ? "is" : "are")} told together.");

    private static string[] First(int most, IEnumerable<string> before, IEnumerable<string> more) => [.. before.Union(more, StringComparer.Ordinal).Take(most)];
}
