using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace NewsMonitor.Feeds.WebSub;

/// <summary>The callback over HTTP: from a request to <see cref="WebSubCallback"/> and back.</summary>
public static class WebSubEndpoint
{
    /// <param name="id">The last part of the path.</param>
    public static async Task AnswerAsync(HttpContext context, string id, WebSubCallback callback, WebSubOptions options)
    {
        var answer = HttpMethods.IsPost(context.Request.Method)
            ? await PushAsync(context, id, callback, options)
            : await callback.VerifyAsync(id, name => context.Request.Query[name].FirstOrDefault(), context.RequestAborted);
        context.Response.StatusCode = answer.Status;
        if (answer.Body is null)
        {
            // Nothing to be explained, to nobody.
            context.Response.ContentLength = 0;
            return;
        }

        // The challenge is whatever the caller sent: it must not become a page (WebSub section 5.3).
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static async Task<CallbackAnswer> PushAsync(HttpContext context, string id, WebSubCallback callback, WebSubOptions options)
    {
        var (subscription, refusal) = await callback.ExpectAsync(id, context.RequestAborted);
        if (subscription is null)
            return refusal!;
        if (await ReadAsync(context, options.MaximumPushBytes) is not { } body)
            return callback.TooLarge();
        var headers = context.Request.Headers;
        return await callback.PushAsync(subscription, body, context.Request.ContentType, headers["X-Hub-Signature"], headers.Link, context.RequestAborted);
    }

    /// <returns>Null when the body is larger than is taken.</returns>
    private static async Task<byte[]?> ReadAsync(HttpContext context, int cap)
    {
        if (context.Request.ContentLength > cap)
            return null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = cap + 1L;
        using var body = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        try
        {
            int read;
            while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
            {
                if (body.Length + read > cap)
                    return null;
                body.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return body.ToArray();
    }
}
