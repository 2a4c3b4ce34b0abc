using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Problems;
using NewsMonitor.Server.Api.Security;
using NewsMonitor.Server.Settings;

namespace NewsMonitor.Server.Api.Idempotency;

/// <summary>
/// POST under an <c>Idempotency-Key</c>: who lost the answer sends the request again and is given the same one, and nothing is done twice. A refusal did
/// nothing and is not remembered: what was wrong may be put right under the same key. After the draft of the IETF's HTTP API group
/// (draft-ietf-httpapi-idempotency-key-header): another request under a key is 422, one that is under way 409.
/// </summary>
internal sealed partial class IdempotencyMiddleware(RequestDelegate next, IAnswerStore store, AccessOptions options, TimeProvider clock, ILogger<IdempotencyMiddleware> logger)
{
    public const string Header = "Idempotency-Key";

    /// <summary>Tells an answer that is given again.</summary>
    public const string Replayed = "Idempotency-Replayed";

    public const int LongestKey = 255;

    private static readonly string[] Kept = ["Content-Type", "Location", "Content-Location", "ETag"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || Caller.Of(context) is not { } caller || !context.Request.Headers.TryGetValue(Header, out var header))
        {
            await next(context);
            return;
        }

        var key = Check(header.ToString());
        var request = new KeyedRequest(caller.Key, KeySecret.Hash(key), await HashAsync(context.Request, context.RequestAborted));
        var claim = RandomNumberGenerator.GetHexString(32);
        var now = clock.GetUtcNow();
        var known = await store.ClaimAsync(
            request, claim, now, now + options.IdempotencyClaim, now - options.IdempotencyAge, options.IdempotencyKeys, context.RequestAborted);
        if (known.State == AnswerClaimState.Claimed)
            await AnswerAsync(context, caller, key, request, claim);
        else if (known.Answer is not null && SealedAnswer.Open(known.Answer, request, caller.Secret, key) is { } answer)
            await RepeatAsync(context.Response, answer);
        else
            await Refuse(context.Response, known, now).ExecuteAsync(context);
    }

    private async Task AnswerAsync(HttpContext context, Caller caller, string key, KeyedRequest request, string claim)
    {
        var (response, body) = (context.Response, context.Response.Body);
        using var written = new MemoryStream();
        response.Body = written;
        var done = false;
        try
        {
            await next(context);
            done = response.StatusCode is >= 200 and < 300;
        }
        finally
        {
            response.Body = body;
            if (!done)
                await TryAsync(store.ReleaseAsync(request, claim, CancellationToken.None));
        }

        var content = written.ToArray();
        if (done && content.Length <= options.IdempotencyAnswerBytes)
        {
            var headers = Kept.Where(response.Headers.ContainsKey).ToDictionary(name => name, name => response.Headers[name].ToString(), StringComparer.Ordinal);
            var answer = new RememberedAnswer(response.StatusCode, headers, content);
            await TryAsync(store.AnswerAsync(request, claim, SealedAnswer.Seal(answer, request, caller.Secret, key), CancellationToken.None));
        }
        else if (done)
        {
            await TryAsync(store.ReleaseAsync(request, claim, CancellationToken.None));
        }

        // Even nothing, written, would begin the answer, and a status without a body is still to be given one that says why.
        if (content.Length > 0)
            await body.WriteAsync(content, context.RequestAborted);
    }

    private static async Task RepeatAsync(HttpResponse response, RememberedAnswer answer)
    {
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = value;
        response.Headers[Replayed] = "true";
        await response.Body.WriteAsync(answer.Body, response.HttpContext.RequestAborted);
    }

    private ProblemHttpResult Refuse(HttpResponse response, AnswerClaim known, DateTimeOffset now)
    {
        switch (known.State)
        {
            case AnswerClaimState.Different:
                return Problem.Create(StatusCodes.Status422UnprocessableEntity, $"This {Header} was used for another request.", ("field", Header));
            case AnswerClaimState.Running:
                RetryAfter(TimeSpan.FromSeconds(1));
                return Problem.Create(StatusCodes.Status409Conflict, $"The request under this {Header} is being worked on.", ("field", Header));
            case AnswerClaimState.Full:
                RetryAfter(known.Until!.Value + options.IdempotencyAge - now);
                return Problem.Create(
                    StatusCodes.Status429TooManyRequests, $"{options.IdempotencyKeys} keys of this caller are remembered, the most that are (NewsMonitor:Access:IdempotencyKeys).", ("field", Header));
            default:
                return Problem.Create(StatusCodes.Status409Conflict, $"The request under this {Header} was done, and its answer was for the API key that was shown then.", ("field", Header));
        }

        void RetryAfter(TimeSpan wait) => response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The answer goes out whether or not it could be stored: then the claim ends by itself.</summary>
    private async Task TryAsync(Task write)
    {
        try
        {
            await write;
        }
        catch (StoreUnavailableException e)
        {
            LogNotRemembered(e.Message);
        }
    }

    /// <exception cref="InvalidInputException">It is none.</exception>
    private static string Check(string key) =>
        key.Length is >= 1 and <= LongestKey && key.All(c => c is >= ' ' and <= '~')
            ? key
            : throw new InvalidInputException(Header, $"Expected 1 to {LongestKey} printable ASCII characters, best a UUID.");

    /// <summary>Over all that is asked: where, as what, and the body, which can be read again afterwards.</summary>
    private static async Task<string> HashAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{request.Path}{request.QueryString}\n{request.ContentType}\n"));
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
