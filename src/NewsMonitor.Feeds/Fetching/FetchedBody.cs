using System.Buffers;
using System.Security.Cryptography;

namespace NewsMonitor.Feeds.Fetching;

/// <summary>A decoded body in a borrowed buffer: nothing may refer to it after <see cref="Dispose"/>.</summary>
public sealed class FetchedBody : IDisposable
{
    private byte[]? _buffer;
    private readonly int _length;

    internal FetchedBody(byte[] rented, int length)
    {
        _buffer = rented;
        _length = length;
        Hash = Convert.ToHexStringLower(SHA256.HashData(rented.AsSpan(0, length)));
    }

    /// <summary>SHA-256, hexadecimal.</summary>
    public string Hash { get; }

    public ReadOnlyMemory<byte> Bytes => (_buffer ?? throw new ObjectDisposedException(nameof(FetchedBody))).AsMemory(0, _length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
    }
}
