using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Deliveries with their endpoints, never with secrets, and with the attempts that are kept.</summary>
internal static class SqliteDeliveryRecord
{
    /// <param name="rest">What follows <c>FROM deliveries</c>.</param>
    public static List<DeliveryRecord> Read(SqliteConnection connection, string rest, object parameters)
    {
        var deliveries = connection.Rows($"SELECT {SqliteDeliveryRow.Columns} FROM deliveries {rest}", parameters, SqliteDeliveryRow.Read);
        var endpoints = connection
            .Rows(
                $"SELECT {SqliteDeliveryRow.EndpointColumns} FROM endpoints WHERE id IN (SELECT value FROM json_each(@ids))",
                new { ids = deliveries.Select(d => d.EndpointId).Distinct(StringComparer.Ordinal).ToJson() },
                SqliteDeliveryRow.ReadEndpoint)
            .ToDictionary(endpoint => endpoint.Id, endpoint => endpoint.WithoutSecrets(), StringComparer.Ordinal);
        var attempts = connection
            .Rows(
                $"SELECT {SqliteDeliveryRow.AttemptColumns} FROM attempts WHERE delivery_id IN (SELECT value FROM json_each(@ids)) ORDER BY delivery_id, number",
                new { ids = deliveries.Select(d => d.Id).ToJson() },
                SqliteDeliveryRow.ReadAttempt)
            .ToLookup(attempt => attempt.DeliveryId, StringComparer.Ordinal);
        return [.. deliveries.Select(delivery => new DeliveryRecord(delivery, endpoints[delivery.EndpointId], [.. attempts[delivery.Id]]))];
    }
}
