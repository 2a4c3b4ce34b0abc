using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NewsMonitor.Server.Api.Idempotency;
using NewsMonitor.Server.Api.Json;

namespace NewsMonitor.Server.Api.OpenApi;

/// <summary>What the parameters of lists mean; the same name means the same everywhere.</summary>
internal static class ParameterDetails
{
    public static Task ApplyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            parameter.Description = parameter.Name switch
            {
                "cursor" => "The 'next' of the page before; the first page when left out.",
                "limit" => $"Items of the page at most, 1 to {Paging.MaximumLimit}; {Paging.DefaultLimit} when left out.",
                "q" => "Words that must all occur.",
                "since" => "At or after this time, RFC 3339.",
                "state" => "pending, delivered, dead or cancelled.",
                "until" => "Before this time, RFC 3339.",
                "lastEventId" => "The same as the header Last-Event-ID, for clients that cannot set one.",
                _ => parameter.Description,
            };
            if (parameter is { Name: "since" or "until", Schema: OpenApiSchema schema })
                schema.Format = "date-time";
        }

        if (string.Equals(context.Description.HttpMethod, HttpMethods.Post, StringComparison.OrdinalIgnoreCase))
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = IdempotencyMiddleware.Header,
                In = ParameterLocation.Header,
                Description = "Under the same key the same request is given the same answer and does nothing twice; another request is 422. Best a UUID.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyMiddleware.LongestKey },
            });
        }

        return Task.CompletedTask;
    }
}
