namespace NewsMonitor.Stories.Text;

/// <summary>How people met of whom an article tells: the same ministers who talk by telephone this week visited each other last year.</summary>
internal enum Encounter : byte
{
    /// <summary>Neither, or it does not show.</summary>
    None,

    /// <summary>They spoke by telephone.</summary>
    Call,

    /// <summary>One went to see the other, or a place.</summary>
    Visit,
}
