using System.Runtime.InteropServices;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts;

/// <summary>The articles that are stored, for trying a query on them.</summary>
public interface IArticleHistory
{
    /// <summary>From the first article to the last, in the order of writing; null when there is none.</summary>
    /// <param name="since">Only what arrived then or later; null for all.</param>
    Task<HistoricRange?> RangeAsync(DateTimeOffset? since, CancellationToken cancellationToken);

    /// <summary>Shows the articles of a range one after the other, the last written first. Several ranges can be read at the same time.</summary>
    /// <param name="since">Only what arrived then or later; null for all.</param>
    /// <param name="read">Called on one thread at a time; false ends it.</param>
    Task ReadAsync(HistoricRange range, DateTimeOffset? since, Func<IHistoricRow, bool> read, CancellationToken cancellationToken);

    /// <summary>The feeds that are watched, by their ids.</summary>
    Task<IReadOnlyDictionary<string, ArticleFeed>> FeedsAsync(CancellationToken cancellationToken);

    /// <summary>Independent sources of stories, by their ids; those that are not there (any more) are left out.</summary>
    Task<IReadOnlyDictionary<string, int>> SourcesAsync(IReadOnlyCollection<string> stories, CancellationToken cancellationToken);
}

/// <summary>Articles by the order of their writing within one database. Not every number is one's.</summary>
/// <param name="First">The earliest.</param>
/// <param name="Last">The latest, itself included.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HistoricRange(long First, long Last);

/// <summary>A stored article as it lies in the database: only what is looked at is read. It ends when the next one is shown.</summary>
public interface IHistoricRow
{
    long Sequence { get; }

    DateTimeOffset FirstSeen { get; }

    /// <summary>Null while it has none.</summary>
    string? StoryId { get; }

    /// <summary>UTF-8.</summary>
    ReadOnlySpan<byte> Title { get; }

    /// <inheritdoc cref="Title"/>
    ReadOnlySpan<byte> Text { get; }

    /// <summary>All of it.</summary>
    Article Read();
}
