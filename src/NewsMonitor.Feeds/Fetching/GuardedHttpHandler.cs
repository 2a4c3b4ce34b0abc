using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NewsMonitor.Feeds.Fetching;

/// <summary>
/// The handler behind every request to a URL that somebody else wrote. The address is checked when the connection is made, and the
/// connection goes to the address that was checked, so that a name that changes its mind between check and use gains nothing. It follows
/// no redirect, keeps no cookie and uses no proxy (behind a proxy the check would see the proxy's address only).
/// </summary>
public static class GuardedHttpHandler
{
    private static readonly HttpRequestOptionsKey<bool> Connected = new("NewsMonitor.Connected");

    /// <param name="allowPrivateNetworks">True to allow every address.</param>
    /// <param name="connectTimeout">Time for one connection, TLS included; ten seconds when null.</param>
    /// <param name="maximumHeaderKilobytes">Largest response head.</param>
    /// <param name="resolve">From a host name to its addresses; the system's resolver when null.</param>
    public static SocketsHttpHandler Create(
        bool allowPrivateNetworks,
        TimeSpan? connectTimeout = null,
        int maximumHeaderKilobytes = 32,
        Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        resolve ??= Dns.GetHostAddressesAsync;
        var timeout = connectTimeout ?? TimeSpan.FromSeconds(10);
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = timeout,
            MaxResponseHeadersLength = maximumHeaderKilobytes,
            // A body that is not wanted is not read on: the connection is closed instead.
            MaxResponseDrainSize = 64 * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            // Names change their addresses; a connection that lives for ever would never notice.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            ActivityHeadersPropagator = null,
            // Header bytes are kept as they are: a validator may hold any.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            ConnectCallback = (context, cancellationToken) =>
                ConnectOnceAsync(context, allowPrivateNetworks, timeout, resolve, cancellationToken),
        };
    }

    /// <summary>
    /// One connection a request. The stack sends a request up to three times more when connections close without an answer, at once; a server
    /// that does that is to be left alone instead. A kept connection that died meanwhile is another matter: it was not made for this request.
    /// </summary>
    private static ValueTask<Stream> ConnectOnceAsync(
        SocketsHttpConnectionContext context, bool allowPrivate, TimeSpan timeout, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellationToken)
    {
        var options = context.InitialRequestMessage.Options;
        if (options.TryGetValue(Connected, out _))
            return ValueTask.FromException<Stream>(new SecondConnectionException());
        options.Set(Connected, true);
        return ConnectAsync(context.DnsEndPoint, allowPrivate, timeout, resolve, cancellationToken);
    }

    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target, bool allowPrivate, TimeSpan timeout, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await resolve(target.Host, cancellationToken);
        var allowed = allowPrivate ? addresses : [.. addresses.Where(a => AddressGuard.WhyRefused(a) is null)];
        if (allowed.Length == 0)
            throw Refuse(target.Host, addresses);

        // A dead address must leave time for the next one.
        var share = timeout / allowed.Length;
        for (var i = 0; ; i++)
        {
            var last = i == allowed.Length - 1;
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (!last)
                attempt.CancelAfter(share);
            try
            {
                return await ConnectAsync(new IPEndPoint(allowed[i], target.Port), attempt.Token);
            }
            catch (Exception e) when (!last && !cancellationToken.IsCancellationRequested && e is SocketException or OperationCanceledException)
            {
                // The next address is tried; the last one's error is reported.
            }
        }
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Exception Refuse(string host, IPAddress[] addresses) => addresses switch
    {
        [] => new SocketException((int)SocketError.HostNotFound),
        [var first, ..] => new AddressRefusedException(
            host == first.ToString() || host == $"[{first}]"
                ? $"{first} is a {AddressGuard.WhyRefused(first)} address; only public addresses are allowed."
                : $"{host} leads to {first}, a {AddressGuard.WhyRefused(first)} address; only public addresses are allowed."),
    };
}
