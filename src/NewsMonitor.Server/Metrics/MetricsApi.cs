using NewsMonitor.Model;

namespace NewsMonitor.Server.Metrics;

/// <summary><c>/metrics</c>.</summary>
internal static class MetricsApi
{
    public static void MapMetrics(this IEndpointRouteBuilder root) =>
        root.MapGet("/metrics", async (MeterCollector meters, PipelineGauges pipeline, CancellationToken cancellationToken) =>
        {
            IEnumerable<MetricFamily> families = [.. ProcessGauges.Read(), .. meters.Collect()];
            try
            {
                families = families.Concat(await pipeline.ReadAsync(cancellationToken));
            }
            catch (StoreUnavailableException)
            {
                // What the process measured is wanted most when the store is in trouble; readiness says why the rest is missing.
            }

            return Results.Text(PrometheusText.Write(families), PrometheusText.ContentType);
        }).ExcludeFromDescription();
}
