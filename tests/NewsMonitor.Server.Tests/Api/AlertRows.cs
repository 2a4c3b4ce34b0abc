using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Storage.Sqlite;

namespace NewsMonitor.Server.Tests.Api;

/// <summary>Alerts of 2024, written as the step that judges writes them.</summary>
internal static class AlertRows
{
    /// <param name="subscription">The subscription that asked for them; null for none that is there.</param>
    /// <param name="subscribers">Whom each is for.</param>
    public static async Task WriteAsync(RunningServer server, string? subscription, params string[] subscribers)
    {
        foreach (var subscriber in subscribers)
        {
            await server.Services.GetRequiredService<SqliteDatabase>().WriteAsync(
                c => c.Execute(
                    """
                    INSERT INTO alerts (id, subscriber, story_id, occasion, created_at, subscriptions, story, why)
                    SELECT 'alert_' || n, @subscriber, 'story_' || n, 'New', 1728378000000 + n * 1000, '[]',
                           json_object('id', 'story_' || n, 'language', 'en', 'headline', 'Headline ' || n, 'state', 'Open', 'firstSeen', '2024-10-08T09:00:00Z',
                                       'latest', '2024-10-08T09:00:00Z', 'articles', 1, 'sources', 1, 'independentSources', 1), '["why"]'
                    FROM (SELECT coalesce(max(seq), 0) + 1 AS n FROM alerts);
                    INSERT INTO alert_subscriptions (subscription_id, alert_seq)
                    SELECT @subscription, seq FROM alerts WHERE @subscription IS NOT NULL AND seq = (SELECT max(seq) FROM alerts);
                    INSERT INTO event_log (at, type, subject, data) VALUES (1728378000000, 'alert.created', 'alert', '{}');
                    """,
                    new { subscriber, subscription }),
                default);
        }
    }
}
