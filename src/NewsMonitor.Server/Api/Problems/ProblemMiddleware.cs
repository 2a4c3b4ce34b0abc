using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Events;

namespace NewsMonitor.Server.Api.Problems;

/// <summary>Turns every failure, thrown or only a status, into problem details.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    // When the store is to be tried again, in seconds.
    private const int RetryAfter = 5;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
            return;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await Explain(context, e).ExecuteAsync(context);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
            await Problem.Create(context.Response.StatusCode, Describe(context)).ExecuteAsync(context);
    }

    private ProblemHttpResult Explain(HttpContext context, Exception e)
    {
        switch (e)
        {
            case InvalidInputException wrong:
                return Problem.Create(StatusCodes.Status400BadRequest, wrong.Message, ("field", wrong.Field));
            case ForbiddenException forbidden:
                return Problem.Create(StatusCodes.Status403Forbidden, forbidden.Message);
            case QuotaExceededException quota:
                return Problem.Create(StatusCodes.Status403Forbidden, quota.Message, ("quota", quota.Quota), ("limit", quota.Limit));
            case StoreUnavailableException or TooManyListenersException:
                context.Response.Headers.RetryAfter = RetryAfter.ToString(CultureInfo.InvariantCulture);
                return Problem.Create(StatusCodes.Status503ServiceUnavailable, e.Message);
            case TimeoutException:
                return Problem.Create(StatusCodes.Status504GatewayTimeout, "The work took too long. It may still have been done: look before you ask again.");
            case BadHttpRequestException { InnerException: JsonException json }:
                var mistake = JsonMistake.Explain(json);
                return Problem.Create(
                    StatusCodes.Status400BadRequest, mistake.Message, ("field", mistake.Field), ("line", mistake.Line), ("column", mistake.Column));
            case BadHttpRequestException bad:
                return Parameter().Match(bad.Message) is { Success: true } match
                    ? Problem.Create(bad.StatusCode, WrongParameter(match.Groups["name"].Value, match.Groups["value"].Value), ("field", match.Groups["name"].Value))
                    : Problem.Create(bad.StatusCode, Describe(context, bad));
            default:
                LogFailed(context.Request.Method, context.Request.Path, e);
                return Problem.Create(StatusCodes.Status500InternalServerError, "This is a defect of the server; its log tells more.");
        }
    }

    private static string WrongParameter(string name, string value) => name switch
    {
        "since" or "until" => $"'{value}' is not an RFC 3339 time such as 2024-10-08T09:00:00Z (write + as %2B).",
        _ => $"'{value}' cannot be taken as {name}.",
    };

    private static string Describe(HttpContext context, BadHttpRequestException bad) => bad.StatusCode switch
    {
        StatusCodes.Status415UnsupportedMediaType => "The body must be JSON: send Content-Type: application/json.",
        StatusCodes.Status413PayloadTooLarge => "The body is longer than this server takes (NewsMonitor:MaximumBodyBytes).",
        _ when bad.Message.Contains("no body was provided", StringComparison.OrdinalIgnoreCase) => "A JSON body is needed, and there is none.",
        _ => bad.Message,
    };

    private static string Describe(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"There is nothing at {context.Request.Path}. /openapi/v1.json lists what there is.",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not allowed here; allowed: {context.Response.Headers.Allow}.",
        StatusCodes.Status415UnsupportedMediaType => "The body must be JSON: send Content-Type: application/json.",
        StatusCodes.Status413PayloadTooLarge => "The body is longer than this server takes (NewsMonitor:MaximumBodyBytes).",
        var status => $"The request was answered with status {status}.",
    };

    [GeneratedRegex("""^Failed to bind parameter ".* (?<name>\w+)" from "(?<value>.*)"\.""", RegexOptions.Singleline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parameter();
}
