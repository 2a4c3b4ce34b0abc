using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace NewsMonitor.Feeds.Fetching;

/// <summary>From what the HTTP stack throws to a kind of failure and a sentence.</summary>
internal static class FetchErrors
{
    public static (FetchFailure Failure, string Error) Describe(Exception e, Uri url) => e switch
    {
        FetchException known => (known.Failure, known.Message),
        HostBusyException busy => (FetchFailure.HostBusy, busy.Message),
        HttpRequestException { InnerException: AddressRefusedException refused } => (FetchFailure.AddressRefused, refused.Message),
        HttpRequestException { InnerException: SecondConnectionException } => (FetchFailure.Connection, "The answer ended before it was complete."),
        HttpRequestException { InnerException: SocketException socket } => Describe(socket, url),
        SocketException socket => Describe(socket, url),
        // The handler's own time for a connection.
        OperationCanceledException or HttpRequestException { InnerException: OperationCanceledException } =>
            (FetchFailure.Timeout, $"{url.Authority} did not take a connection in time."),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } http =>
            (FetchFailure.Tls, $"No secure connection to {url.Authority}: {http.InnerException?.Message ?? http.Message}"),
        AuthenticationException tls => (FetchFailure.Tls, $"No secure connection to {url.Authority}: {tls.Message}"),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } =>
            (FetchFailure.Connection, "The answer ended before it was complete."),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } or HttpIOException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            (FetchFailure.Protocol, "The head of the answer is larger than is taken."),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } =>
            (FetchFailure.Protocol, "The answer is not valid HTTP."),
        HttpRequestException or IOException => (FetchFailure.Connection, $"The connection to {url.Authority} broke: {(e.InnerException ?? e).Message}"),
        _ => (FetchFailure.Protocol, $"The answer could not be read: {e.Message}"),
    };

    private static (FetchFailure Failure, string Error) Describe(SocketException e, Uri url) => e.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery =>
            (FetchFailure.NameResolution, $"The name {url.Host} leads to no address."),
        SocketError.ConnectionRefused => (FetchFailure.Connection, $"{url.Authority} refuses connections."),
        _ => (FetchFailure.Connection, $"No connection to {url.Authority}: {e.Message}"),
    };
}
