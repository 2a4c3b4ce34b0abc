namespace NewsMonitor.Stories.Text;

public enum TokenKind
{
    Word,

    /// <summary>Digits, perhaps with letters; group separators dropped (2,500 is 2500).</summary>
    Number,

    /// <summary>Letters with points between them or capitals only, joined: U.N. is <c>un</c>.</summary>
    Acronym,

    /// <summary>Two neighbouring characters of a script without spaces between words.</summary>
    Pair,
}
