using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using NewsMonitor.Alerts.Channels.Webhook;

namespace NewsMonitor.Alerts.Channels;

/// <summary>
/// One attempt over HTTP, within its deadline. Only a 2xx is a success; a redirect is a failure and is not followed; 410 says that the
/// endpoint is gone.
/// </summary>
/// <remarks>
/// The client named <see cref="WebhookChannel.ClientName"/> comes from the program: its handler must not follow redirects, and it refuses
/// addresses that subscribers may not reach (<see cref="AlertOptions.AllowPrivateNetworks"/>). A refused address is an attempt that failed.
/// </remarks>
public sealed class ChannelHttp(IHttpClientFactory clients, AlertOptions options, TimeProvider clock)
{
    private static readonly ProductInfoHeaderValue UserAgent = new("NewsMonitor", "0.1");

    /// <summary>Sends and goes by the answer's status alone; its body is never read.</summary>
    /// <param name="request">Makes the request; what it throws is an attempt that failed.</param>
    /// <param name="cancellationToken">The program stops: the only thing that is thrown for.</param>
    public Task<ChannelResult> SendAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken) =>
        SendAsync(request, (response, _) => Task.FromResult(Judge(response)), cancellationToken);

    /// <param name="request">Makes the request; what it throws is an attempt that failed.</param>
    /// <param name="judge">Reads the answer, whose body has not been read yet; cancelled at the deadline.</param>
    /// <param name="cancellationToken">The program stops: the only thing that is thrown for.</param>
    public async Task<ChannelResult> SendAsync(
        Func<HttpRequestMessage> request, Func<HttpResponseMessage, CancellationToken, Task<ChannelResult>> judge, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.DeliveryDeadline, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var made = request();
            made.Headers.UserAgent.Add(UserAgent);
            using var client = clients.CreateClient(WebhookChannel.ClientName);
            client.Timeout = Timeout.InfiniteTimeSpan;
            // What the handler drains of a body that nobody reads, to keep the connection, is bounded.
            using var response = await client.SendAsync(made, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            return await judge(response, stop.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return ChannelResult.Failed(string.Create(CultureInfo.InvariantCulture, $"No answer within {options.DeliveryDeadline.TotalSeconds} s."));
        }
        catch (Exception e)
        {
            // A handler may refuse in its own way; whatever it is, the attempt failed and the next delivery has its turn.
            return ChannelResult.Failed(e.InnerException is { } inner && inner.Message != e.Message ? $"{e.Message} {inner.Message}" : e.Message);
        }
    }

    /// <summary>What an answer's status and its Retry-After mean.</summary>
    public ChannelResult Judge(HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
            return new ChannelResult { Outcome = ChannelOutcome.Delivered, HttpStatus = status };
        if (response.StatusCode == HttpStatusCode.Gone)
            return new ChannelResult { Outcome = ChannelOutcome.Gone, HttpStatus = status, Error = "The endpoint answered 410 Gone." };
        var retryAfter = response.Headers.RetryAfter;
        return ChannelResult.Failed(
            status is >= 300 and < 400
                ? $"The endpoint answered with a redirect ({status}), which is not followed."
                : $"The endpoint answered {status}.",
            status,
            retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - clock.GetUtcNow() : null));
    }
}
