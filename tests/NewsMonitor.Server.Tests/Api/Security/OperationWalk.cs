using System.Text.Json;
using System.Text.Json.Nodes;

namespace NewsMonitor.Server.Tests.Api.Security;

/// <summary>An operation of the API, as its description has it.</summary>
/// <param name="Path">With the names of its parameters in braces.</param>
/// <param name="Query">Names of its query parameters.</param>
/// <param name="Body">Bodies to try: what is required, and all there is; empty when it takes none.</param>
public sealed record Operation(string Id, HttpMethod Method, string Path, IReadOnlyList<string> Query, IReadOnlyList<string> Body)
{
    public bool HasId => Path.Contains('{', StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>
/// Reads the operations off the OpenAPI document and makes requests of them that name a given subscriber and a given thing wherever something can be named:
/// also of operations that nobody thought of when this was written.
/// </summary>
public sealed class OperationWalk(JsonElement document, string subscriber)
{
    public IReadOnlyList<Operation> Operations() =>
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           let parameters = operation.Value.TryGetProperty("parameters", out var list) ? list.EnumerateArray().ToList() : []
           select new Operation(
               operation.Value.GetProperty("operationId").GetString()!,
               new HttpMethod(operation.Name.ToUpperInvariant()),
               path.Name,
               [.. parameters.Where(p => p.GetProperty("in").GetString() == "query").Select(p => p.GetProperty("name").GetString()!)],
               Bodies(operation.Value)),
    ];

    /// <summary>Every request of an operation that is worth a try.</summary>
    /// <param name="operation">Of which.</param>
    /// <param name="ids">Put where the path wants one.</param>
    public IEnumerable<HttpRequestMessage> Requests(Operation operation, IEnumerable<string> ids)
    {
        var paths = operation.HasId ? ids.Select(id => System.Text.RegularExpressions.Regex.Replace(operation.Path, @"\{[^}]+\}", id, default, TimeSpan.FromSeconds(1))) : [operation.Path];
        foreach (var path in paths)
        {
            foreach (var query in Queries(operation, ids))
            {
                foreach (var body in operation.Body.Count == 0 ? [null] : operation.Body.Cast<string?>())
                {
                    var request = new HttpRequestMessage(operation.Method, path + query);
                    request.Headers.Add("Last-Event-ID", "0");
                    if (body is not null)
                        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
                    yield return request;
                }
            }
        }
    }

    private IEnumerable<string> Queries(Operation operation, IEnumerable<string> ids)
    {
        yield return "";
        foreach (var name in operation.Query)
        {
            if (name == "subscriber")
                yield return $"?{name}={subscriber}";
            else if (name is not ("q" or "since" or "limit" or "cursor"))
                yield return $"?{name}={ids.First()}";
        }
    }

    private string[] Bodies(JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var body))
            return [];
        var schema = body.GetProperty("content").EnumerateObject().First().Value.GetProperty("schema");
        return [Value(schema, "", all: false)!.ToJsonString(), Value(schema, "", all: true)!.ToJsonString()];
    }

    private JsonNode? Value(JsonElement schema, string name, bool all)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Value(Resolve(reference.GetString()!), name, all);
        foreach (var choice in new[] { "oneOf", "anyOf", "allOf" })
        {
            if (schema.TryGetProperty(choice, out var choices))
                return Value(choices.EnumerateArray().First(c => !c.TryGetProperty("type", out var type) || type.ToString() != "null"), name, all);
        }

        if (schema.TryGetProperty("enum", out var words))
            return JsonNode.Parse(words.EnumerateArray().First().GetRawText());
        return Type(schema) switch
        {
            "array" => new JsonArray(Value(schema.GetProperty("items"), name, all)),
            "integer" or "number" => 2,
            "boolean" => true,
            "string" => name switch
            {
                "subscriber" => subscriber,
                "type" => "log",
                "delivery" => "immediate",
                "timeZone" => "Asia/Singapore",
                "url" => "http://127.0.0.1:9/",
                _ when schema.TryGetProperty("format", out var format) && format.GetString() == "date-time" => "2099-01-01T00:00:00Z",
                _ => "walked",
            },
            _ => Members(schema, all),
        };
    }

    private JsonObject Members(JsonElement schema, bool all)
    {
        var members = new JsonObject();
        if (!schema.TryGetProperty("properties", out var properties))
            return members;
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()).ToHashSet(StringComparer.Ordinal) : [];
        foreach (var property in properties.EnumerateObject())
        {
            // A channel's other members belong to other types of it.
            if (required.Contains(property.Name) || property.Name == "subscriber" || (all && !required.Contains("type")))
                members[property.Name] = Value(property.Value, property.Name, all);
        }

        return members;
    }

    private static string Type(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? "object"
        : type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!).First(t => t != "null")
        : type.GetString()!;

    private JsonElement Resolve(string reference) => reference.Split('/').Skip(1).Aggregate(document, (element, part) => element.GetProperty(part));
}
