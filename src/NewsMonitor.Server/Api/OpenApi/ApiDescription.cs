using Microsoft.OpenApi;

namespace NewsMonitor.Server.Api.OpenApi;

/// <summary>The API's description, OpenAPI 3.1, made from the routes themselves; a checked-in copy shows every change of it in the diff.</summary>
internal static class ApiDescription
{
    public const string Path = "/openapi/{documentName}.json";
    public const string Url = "/openapi/v1.json";

    private const string Bearer = "bearer";

    public static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddSchemaTransformer(SchemaDetails.ApplyAsync);
            options.AddOperationTransformer(ParameterDetails.ApplyAsync);
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "NewsMonitor",
                    Version = "v1",
                    Description = "Feeds to watch, the articles they bring, the stories these report, and who is told of them. "
                        + "Errors are problem details (RFC 9457), times are RFC 3339 in UTC, lists are paged by cursor.",
                };
                // Where it is served is not part of what it is.
                document.Servers = [];
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
                {
                    [Bearer] = new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.Http,
                        Scheme = Bearer,
                        Description = "An API key: the configured one (NewsMonitor:ApiKey), or one of /api/v1/keys as far as its scope goes. Not asked for when the server has none.",
                    },
                };
                document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
                return Task.CompletedTask;
            });
        });
}
