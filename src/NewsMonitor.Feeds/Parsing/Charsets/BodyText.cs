using System.Buffers;

namespace NewsMonitor.Feeds.Parsing.Charsets;

/// <summary>A body as characters, without its byte order mark, in a rented buffer that goes back on disposal.</summary>
internal sealed class BodyText : IDisposable
{
    private char[] _buffer;

    /// <param name="buffer">From the shared pool.</param>
    /// <param name="length">Characters used.</param>
    /// <param name="warning">A sentence when what the document declared was not what it was; else null.</param>
    public BodyText(char[] buffer, int length, string? warning)
    {
        _buffer = buffer;
        Warning = warning;
        var text = buffer.AsMemory(0, length);
        while (text.Span is ['\uFEFF' or ' ' or '\t' or '\r' or '\n', ..])
            text = text[1..];
        Text = text;
    }

    /// <summary>The document without leading white space.</summary>
    public ReadOnlyMemory<char> Text { get; private set; }

    public string? Warning { get; }

    public void Dispose()
    {
        Text = default;
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = [];
    }
}
