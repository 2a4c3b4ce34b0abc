using System.Buffers;
using System.Globalization;
using System.IO.Compression;

namespace NewsMonitor.Feeds.Fetching;

/// <summary>
/// Reads a body and undoes its content codings, never holding or taking more than the cap however small the bomb. Servers that name a
/// coding and do not apply it, or apply gzip and do not name it, are read all the same: the first bytes decide.
/// </summary>
internal static class BodyReader
{
    /// <summary>Real servers apply one coding, rarely two by mistake; more is an attack.</summary>
    private const int MaximumCodings = 2;

    /// <exception cref="FetchException">Too large, or a coding that is unknown or damaged.</exception>
    public static async Task<(FetchedBody Body, long WireBytes)> ReadAsync(Stream network, IReadOnlyList<string> codings, int cap, CancellationToken cancellationToken)
    {
        await using var wire = new WireStream(network, cap);
        await wire.PeekAsync(cancellationToken);
        var decoded = Decode(wire, codings);
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(cap + 1, 32 * 1024));
        try
        {
            var length = 0;
            while (true)
            {
                if (length == buffer.Length)
                    Grow(ref buffer, length, cap);
                var read = await decoded.ReadAsync(buffer.AsMemory(length), cancellationToken);
                if (read == 0)
                    break;
                length += read;
                if (length > cap)
                    throw TooLarge(cap);
            }

            var body = new FetchedBody(buffer, length);
            buffer = null;
            return (body, wire.Taken);
        }
        // What the decoders throw for damaged data differs from decoder to decoder.
        catch (Exception e) when (decoded != wire && e is InvalidDataException or InvalidOperationException)
        {
            throw new FetchException(FetchFailure.Coding, $"The body is damaged: it cannot be decompressed ({string.Join(", ", codings)}).", e);
        }
        finally
        {
            if (buffer is not null)
                ArrayPool<byte>.Shared.Return(buffer);
            if (decoded != wire)
                await decoded.DisposeAsync();
        }
    }

    public static FetchException TooLarge(int cap) =>
        new(FetchFailure.TooLarge, string.Create(CultureInfo.InvariantCulture, $"The body is larger than {cap / 1024} KiB, the most that is taken."));

    private static void Grow(ref byte[] buffer, int length, int cap)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(cap + 1L, buffer.Length * 2L));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private static Stream Decode(WireStream wire, IReadOnlyList<string> codings)
    {
        if (codings.Count > MaximumCodings)
            throw new FetchException(FetchFailure.Coding, $"The body has {codings.Count} content codings; at most {MaximumCodings} are undone.");
        if (codings.Count == 0)
            return wire.StartsAsGzip ? new GZipStream(wire, CompressionMode.Decompress) : wire;

        Stream stream = wire;
        // The last coding was applied last, so it is undone first.
        for (var i = codings.Count - 1; i >= 0; i--)
        {
            stream = codings[i].ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" when stream == wire && !wire.StartsAsGzip => stream,
                "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
                "br" => new BrotliStream(stream, CompressionMode.Decompress),
                // RFC 9110 section 8.4.1.2 means zlib; some servers send bare deflate.
                "deflate" when stream == wire && !wire.StartsAsZlib => new DeflateStream(stream, CompressionMode.Decompress),
                "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
                var unknown => throw new FetchException(FetchFailure.Coding, $"The body has the unknown content coding '{unknown}'."),
            };
        }

        return stream;
    }
}
