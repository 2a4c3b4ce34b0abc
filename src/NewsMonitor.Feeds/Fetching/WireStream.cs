namespace NewsMonitor.Feeds.Fetching;

/// <summary>The body as the network brings it: counted, capped, and with its first two bytes to be looked at.</summary>
internal sealed class WireStream(Stream network, int cap) : Stream
{
    private readonly byte[] _first = new byte[2];
    private int _peeked;
    private int _given;

    /// <summary>Bytes taken from the network so far.</summary>
    public long Taken { get; private set; }

    /// <summary>RFC 1952 section 2.3.1.</summary>
    public bool StartsAsGzip => _peeked == 2 && _first is [0x1f, 0x8b];

    /// <summary>RFC 1950 section 2.2: the method is 8, and both bytes together are a multiple of 31.</summary>
    public bool StartsAsZlib => _peeked == 2 && (_first[0] & 0x0f) == 8 && (_first[0] << 8 | _first[1]) % 31 == 0;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public async Task PeekAsync(CancellationToken cancellationToken)
    {
        int read;
        while (_peeked < 2 && (read = await network.ReadAsync(_first.AsMemory(_peeked), cancellationToken)) > 0)
            _peeked += read;
        Taken = _peeked;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given < _peeked)
        {
            var count = Math.Min(buffer.Length, _peeked - _given);
            _first.AsSpan(_given, count).CopyTo(buffer.Span);
            _given += count;
            return count;
        }

        var read = await network.ReadAsync(buffer, cancellationToken);
        Taken += read;
        // Also what decodes to nothing is bounded.
        return Taken > cap ? throw BodyReader.TooLarge(cap) : read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            network.Dispose();
        base.Dispose(disposing);
    }
}
