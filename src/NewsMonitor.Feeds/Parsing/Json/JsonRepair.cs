using System.Buffers;

namespace NewsMonitor.Feeds.Parsing.Json;

/// <summary>
/// JSON whose strings hold raw control characters or escapes that JSON does not know, as it was meant. It asks nowhere whether it is inside
/// a string, so one stray quote misleads it about nothing; one pass.
/// </summary>
internal static class JsonRepair
{
    // RFC 8259 section 7: what is not allowed raw in a string.
    private static readonly SearchValues<byte> Suspicious = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(i => (byte)i), (byte)'\\']);

    public static byte[] Repaired(ReadOnlySpan<byte> json)
    {
        var result = new ArrayBufferWriter<byte>(json.Length + 16);
        while (json.IndexOfAny(Suspicious) is var at and >= 0)
        {
            result.Write(json[..at]);
            json = json[at..];
            var length = 1;
            if (json[0] != (byte)'\\')
                result.Write(" "u8);
            else if (IsEscape(json))
                result.Write(json[..(length = 2)]);
            else if (json is not [_, (byte)'\'', ..])
                result.Write("\\\\"u8);
            json = json[length..];
        }

        result.Write(json);
        return result.WrittenSpan.ToArray();
    }

    private static bool IsEscape(ReadOnlySpan<byte> json) => json.Length > 1 && json[1] switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t' => true,
        (byte)'u' => json.Length > 5 && char.IsAsciiHexDigit((char)json[2]) && char.IsAsciiHexDigit((char)json[3])
            && char.IsAsciiHexDigit((char)json[4]) && char.IsAsciiHexDigit((char)json[5]),
        _ => false,
    };
}
