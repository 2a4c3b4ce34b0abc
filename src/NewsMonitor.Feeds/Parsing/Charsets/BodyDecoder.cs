using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace NewsMonitor.Feeds.Parsing.Charsets;

/// <summary>
/// Finds out a body's charset: byte order mark, then the HTTP header, then the XML declaration (RFC 7303 section 3), then UTF-8 if the
/// bytes are mostly that, then the letters that they make (<see cref="CharsetDetector"/>). A claim that the bytes refute is passed over.
/// </summary>
internal static class BodyDecoder
{
    /// <summary>How far into the body a declaration is looked for, in bytes.</summary>
    private const int DeclarationWindow = 1024;

    public static BodyText Decode(ReadOnlySpan<byte> body, string? contentType)
    {
        if (ByMark(body) is var (marked, length))
            return Text(marked, body[length..], null);
        if (ByShape(body) is { } wide)
            return Text(wide, body, null);

        var http = HttpCharset(contentType);
        var declared = Declaration(body);
        var isUtf8 = Utf8.IsValid(body);
        string? warning = null;
        foreach (var name in (ReadOnlySpan<string?>)[http, declared])
        {
            if (name is null)
                continue;
            var encoding = CharsetName.Find(name);
            if (encoding is null)
                warning = $"The charset '{Shown(name)}' is not known.";
            else if (IsWide(encoding))
                warning = $"The document claims to be {encoding.WebName} but is written in single bytes.";
            else if (encoding is UTF8Encoding ? !isUtf8 : IsLatin(encoding) && isUtf8 && !Ascii.IsValid(body))
                warning = $"The document claims to be {encoding.WebName} but its bytes are not.";
            else
                return Text(encoding, body, warning);
        }

        if (isUtf8 && !IsEscaped(body))
            return Text(Encoding.UTF8, body, warning);
        if (!IsMostlyUtf8(body) && CharsetDetector.Detect(body) is { } detected)
            return Text(detected, body, $"{warning ?? "The document names no charset."} Its letters are those of {detected.WebName}.");
        // Latin letters pasted into a document that is UTF-8 elsewhere: each kind is read as what it is.
        return Mixed(body, warning ?? "The document is not valid UTF-8; stray bytes were read as windows-1252.");
    }

    /// <summary>Whether it changes its charset by escapes (ISO-2022-JP), which are ASCII and so pass for UTF-8.</summary>
    private static bool IsEscaped(ReadOnlySpan<byte> body) => body.IndexOf("\u001b$"u8) >= 0;

    /// <summary>Whether most characters beyond ASCII are UTF-8. Text of another charset makes such sequences by accident only.</summary>
    private static bool IsMostlyUtf8(ReadOnlySpan<byte> body)
    {
        var (whole, stray) = (0, 0);
        while (body.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is var at and >= 0)
        {
            var isWhole = Rune.DecodeFromUtf8(body[at..], out _, out var length) == OperationStatus.Done;
            (whole, stray) = isWhole ? (whole + 1, stray) : (whole, stray + 1);
            body = body[(at + length)..];
        }

        return whole > stray;
    }

    private static (Encoding Encoding, int Length)? ByMark(ReadOnlySpan<byte> body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] when Utf8.IsValid(body) => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => null,
    };

    /// <summary>The first characters of XML or JSON are ASCII, so their zeros tell the width (XML 1.0 appendix F).</summary>
    private static Encoding? ByShape(ReadOnlySpan<byte> body) => body switch
    {
        [(byte)'<' or (byte)'{' or (byte)' ' or (byte)'\n' or (byte)'\r', 0, 0, 0, ..] => Encoding.UTF32,
        [0, 0, 0, (byte)'<' or (byte)'{', ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
        [(byte)'<' or (byte)'{' or (byte)' ' or (byte)'\n' or (byte)'\r', 0, not 0, 0, ..] => Encoding.Unicode,
        [0, (byte)'<' or (byte)'{' or (byte)' ' or (byte)'\n' or (byte)'\r', 0, not 0, ..] => Encoding.BigEndianUnicode,
        [0x4C, 0x6F, 0xA7, 0x94, ..] => CharsetName.Find("ibm037"),
        _ => null,
    };

    private static bool IsWide(Encoding encoding) => encoding.CodePage is 1200 or 1201 or 12000 or 12001 || encoding is UnicodeEncoding or UTF32Encoding;

    private static bool IsLatin(Encoding encoding) => encoding.CodePage == 1252;

    private static string? HttpCharset(string? contentType)
    {
        var at = contentType?.IndexOf("charset", StringComparison.OrdinalIgnoreCase) ?? -1;
        if (at < 0)
            return null;
        var rest = contentType.AsSpan(at + "charset".Length).TrimStart();
        if (rest is not ['=', ..])
            return null;
        rest = rest[1..].Trim().Trim("\"'");
        var end = rest.IndexOfAny(";, \"'");
        return (end < 0 ? rest : rest[..end]).ToString() is { Length: > 0 } name ? name : null;
    }

    /// <summary>The encoding named by an XML declaration; it may stand behind leading junk.</summary>
    private static string? Declaration(ReadOnlySpan<byte> body)
    {
        var head = body[..Math.Min(body.Length, DeclarationWindow)];
        var start = head.IndexOf("<?xml"u8);
        if (start < 0)
            return null;
        var declaration = head[start..];
        var end = declaration.IndexOf((byte)'>');
        declaration = end < 0 ? declaration : declaration[..end];
        var at = declaration.IndexOf("encoding"u8);
        if (at < 0)
            return null;
        declaration = declaration[(at + 8)..].TrimStart(" \t\r\n="u8);
        if (declaration is not [(byte)'"' or (byte)'\'', ..])
            return null;
        var close = declaration[1..].IndexOf(declaration[0]);
        return close > 0 ? Encoding.ASCII.GetString(declaration.Slice(1, close)) : null;
    }

    private static BodyText Text(Encoding encoding, ReadOnlySpan<byte> body, string? warning)
    {
        var buffer = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(body.Length));
        return new BodyText(buffer, encoding.GetChars(body, buffer), warning);
    }

    /// <summary>UTF-8 in which each invalid byte is read as windows-1252. One pass.</summary>
    private static BodyText Mixed(ReadOnlySpan<byte> body, string warning)
    {
        var buffer = ArrayPool<char>.Shared.Rent(body.Length);
        Span<char> high = stackalloc char[128];
        Span<byte> bytes = stackalloc byte[128];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(i + 128);
        CharsetName.Windows1252.GetChars(bytes, high);

        var written = 0;
        while (!body.IsEmpty)
        {
            var status = Utf8.ToUtf16(body, buffer.AsSpan(written), out var read, out var chars, replaceInvalidSequences: false);
            written += chars;
            body = body[read..];
            if (status == OperationStatus.Done || body.IsEmpty)
                break;
            buffer[written++] = body[0] < 128 ? (char)body[0] : high[body[0] - 128];
            body = body[1..];
        }

        return new BodyText(buffer, written, warning);
    }

    private static string Shown(string name) => name.Length > 40 ? name[..40] : name;
}
