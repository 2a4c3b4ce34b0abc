using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NewsMonitor.Server.Api.Deliveries;
using NewsMonitor.Server.Api.Feeds;
using NewsMonitor.Server.Api.Keys;
using NewsMonitor.Server.Api.Stories;
using NewsMonitor.Server.Api.Subscriptions;

namespace NewsMonitor.Server.Api.OpenApi;

/// <summary>What cannot be read off the types: how times are written, what problems carry beside RFC 9457's members, what may grow.</summary>
internal static class SchemaDetails
{
    // These refuse unknown members. Answers may get more of them at any time.
    private static readonly HashSet<Type> Requests =
        [typeof(NewFeedBody), typeof(FeedChangeBody), typeof(FeedAccessBody), typeof(DiscoverBody), typeof(NewSubscriptionBody), typeof(SubscriptionChangeBody), typeof(ChannelBody), typeof(PreviewRequestBody),
            typeof(NewKeyBody), typeof(RotateKeyBody),
            typeof(QuietHoursBody), typeof(ReplayBody), typeof(MergeStoriesBody), typeof(SplitStoryBody)];

    public static Task ApplyAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(DateTimeOffset))
            Time(schema, JsonSchemaType.String);
        else if (type == typeof(DateTimeOffset?))
            Time(schema, JsonSchemaType.String | JsonSchemaType.Null);
        else if (!Requests.Contains(type))
            schema.AdditionalPropertiesAllowed = true;

        if (type == typeof(ProblemDetails))
        {
            schema.Properties ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
            schema.Properties["field"] = Member(JsonSchemaType.String, "The wrong field as its sender wrote it, for example channels[0].url.");
            schema.Properties["line"] = Member(JsonSchemaType.Integer, "Line in the body, from 1.");
            schema.Properties["column"] = Member(JsonSchemaType.Integer, "Byte in that line, from 1.");
            schema.Properties["quota"] = Member(JsonSchemaType.String, "The quota that is used up, for example keysPerSubscriber.");
            schema.Properties["limit"] = Member(JsonSchemaType.Integer, "The most that this quota allows.");
        }

        return Task.CompletedTask;
    }

    private static void Time(OpenApiSchema schema, JsonSchemaType type)
    {
        schema.Type = type;
        schema.Format = "date-time";
    }

    private static OpenApiSchema Member(JsonSchemaType type, string description) => new() { Type = type, Description = description };
}
