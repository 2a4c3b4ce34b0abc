using Microsoft.AspNetCore.Http.HttpResults;

namespace NewsMonitor.Server.Api.Problems;

/// <summary>Errors as problem details (RFC 9457): the status's own type and title, and a sentence on this occurrence.</summary>
internal static class Problem
{
    public static ProblemHttpResult Create(int status, string detail, params ReadOnlySpan<(string Name, object? Value)> extensions)
    {
        Dictionary<string, object?> members = [];
        foreach (var (name, value) in extensions)
        {
            if (value is not null)
                members[name] = value;
        }

        // The platform knows no type and title of 429.
        return status == StatusCodes.Status429TooManyRequests
            ? TypedResults.Problem(detail, statusCode: status, title: "Too Many Requests", type: "https://tools.ietf.org/html/rfc6585#section-4", extensions: members)
            : TypedResults.Problem(detail, statusCode: status, extensions: members);
    }

    public static ProblemHttpResult NotFound(string what, string id) =>
        Create(StatusCodes.Status404NotFound, $"There is no {what} '{id}'.");
}
