using System.Globalization;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Subscriptions;

/// <summary>Checks what subscribers write, field by field; every error names its field and what was expected.</summary>
internal sealed class SubscriptionCheck(AlertChannels channels, AlertOptions options)
{
    private const int MaxMinSources = 1000;

    public string Subscriber(string? value) => Line("subscriber", value, "A subscription needs a subscriber: who is told.");

    public string Name(string? value) => Line("name", value, "A subscription needs a name.");

    public static string Query(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw new InvalidInputException("query", "A subscription needs a query.");
        try
        {
            Queries.Query.Parse(value);
            return value;
        }
        catch (QueryException e)
        {
            throw e.ForField("query");
        }
    }

    public static int MinSources(int? value) => value switch
    {
        null => 1,
        >= 1 and <= MaxMinSources => value.Value,
        _ => throw new InvalidInputException("minSources", string.Create(CultureInfo.InvariantCulture, $"{value} is not between 1 and {MaxMinSources}.")),
    };

    public static string? TimeZone(string? value)
    {
        if (value is null)
            return null;
        return TimeZoneInfo.TryFindSystemTimeZoneById(value, out var zone) && zone.HasIanaId
            ? value
            : throw new InvalidInputException("timeZone", $"'{value}' is not an IANA time zone; expected one such as Asia/Singapore.");
    }

    public AlertEndpoint[] Channels(string subscriber, IReadOnlyList<ChannelInput>? inputs)
    {
        if (inputs is null || inputs.Count == 0)
            throw new InvalidInputException("channels", "A subscription needs at least one channel.");
        if (inputs.Count > options.ChannelsPerSubscription)
            throw new InvalidInputException("channels", string.Create(CultureInfo.InvariantCulture, $"{inputs.Count} channels; at most {options.ChannelsPerSubscription} are taken."));
        var endpoints = new List<AlertEndpoint>(inputs.Count);
        foreach (var (index, input) in inputs.Index())
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"channels[{index}]");
            if (input is null)
                throw new InvalidInputException(field, "Expected an object with a type.");
            var channel = channels.Find(input.Type ?? "")
                ?? throw new InvalidInputException($"{field}.type", $"There is no channel '{input.Type}'; expected {string.Join(" or ", channels.Types)}.");
            var endpoint = channel.Endpoint(subscriber, input, field);
            if (endpoints.Any(other => other.Id == endpoint.Id))
                throw new InvalidInputException(field, "The same channel is there twice.");
            endpoints.Add(endpoint);
        }

        return [.. endpoints];
    }

    private string Line(string field, string? value, string missing)
    {
        var text = value?.Trim();
        if (string.IsNullOrEmpty(text))
            throw new InvalidInputException(field, missing);
        if (text.Length > options.NameLength)
            throw new InvalidInputException(field, string.Create(CultureInfo.InvariantCulture, $"It has {text.Length} characters; at most {options.NameLength} are taken."));
        if (text.Any(char.IsControl))
            throw new InvalidInputException(field, "It has control characters; expected one line of text.");
        return text;
    }
}
