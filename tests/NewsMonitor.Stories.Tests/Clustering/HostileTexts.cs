namespace NewsMonitor.Stories.Tests.Clustering;

/// <summary>Texts as no outlet means to send them.</summary>
internal static class HostileTexts
{
    public static TheoryData<string> Odd() =>
    [
        "",
        " \t\r\n",
        "\0\u0001\u001b[31m\u202e",
        "👍🏽👩‍👩‍👧 🇫🇷",
        "العربية English русский 中文 עברית",
        "\u200f\u202bمرحبا\u202c abc \u2066עברית\u2069 \u061c123",
        "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
        "\ud800 lone surrogate \udc00",
        "\udc00\ud800Path\ud83d",
        "\ufeff\ufffe\uffff\u2028\u2029",
        "s 's ’s U.S.A.U.S. .....A.B",
        "99999999999999999999 2024-99-99 31 February 2023 00/00/0000",
        "1.1.1.1.1.1.1,1,1,1,1 0000-00-00 9999999/9/9",
        "ปปปปปปปปปปปปปปปปปปปปปปป่่่่่่่่่่่่่่่่่",
        "'; DROP TABLE articles; -- \" \\ % _ {0} $(x) <script>alert(1)</script>",
        "http://://://a/b?://" + "x",
        "ﷺﷺﷺﷺ ㍿ ½ Ⅷ ﬃ",
    ];
}
