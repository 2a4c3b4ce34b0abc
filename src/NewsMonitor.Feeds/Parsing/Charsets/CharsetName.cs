using System.Text;

namespace NewsMonitor.Feeds.Parsing.Charsets;

/// <summary>Charset names as publishers write them, and the decoders that browsers use for them (WHATWG Encoding, section 4.2).</summary>
internal static class CharsetName
{
    /// <summary>The decoder for a charset name, or null when there is none or it is not to be used (UTF-7 hides markup).</summary>
    public static Encoding? Find(string? name)
    {
        var key = name?.Trim().Trim('"', '\'').ToLowerInvariant();
        if (string.IsNullOrEmpty(key) || key.Length > 40)
            return null;
        return key switch
        {
            "utf-8" or "utf8" or "unicode-1-1-utf-8" => Encoding.UTF8,
            "utf-16" or "utf-16le" or "ucs-2" or "unicode" or "iso-10646-ucs-2" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode,
            "utf-32" or "utf-32le" or "ucs-4" => Encoding.UTF32,
            "utf-32be" => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
            "us-ascii" or "ascii" or "iso-8859-1" or "iso8859-1" or "latin1" or "latin-1" or "l1" or "cp1252" or "windows1252" => Windows1252,
            "iso-8859-9" or "latin5" => Registered("windows-1254"),
            "iso-8859-11" or "tis-620" => Registered("windows-874"),
            "gb2312" or "gbk" or "gb_2312-80" or "x-gbk" or "cp936" => Registered("gb18030"),
            "shift-jis" or "sjis" or "x-sjis" or "ms_kanji" or "windows-31j" or "cp932" => Registered("shift_jis"),
            "ks_c_5601-1987" or "ksc5601" or "cp949" or "windows-949" or "uhc" => Registered("euc-kr"),
            "big5-hkscs" or "cn-big5" or "x-x-big5" => Registered("big5"),
            "cp1250" or "cp1251" or "cp1253" or "cp1254" or "cp1255" or "cp1256" or "cp1257" or "cp1258" => Registered("windows-" + key[2..]),
            "koi8r" or "koi" => Registered("koi8-r"),
            "utf-7" or "utf7" or "unicode-1-1-utf-7" => null,
            _ => Registered(key),
        };
    }

    /// <summary>What Latin-1 means in practice.</summary>
    public static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static Encoding? Registered(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
