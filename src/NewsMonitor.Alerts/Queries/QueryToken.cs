namespace NewsMonitor.Alerts.Queries;

internal enum QueryTokenKind
{
    Term,
    Phrase,
    Field,
    Open,
    Close,
    And,
    Or,
    Not,
    Near,
    Story,
    End,
}

/// <param name="Text">What was typed, without quotes and colons.</param>
/// <param name="At">Where it starts in the query, in UTF-16 units from 0.</param>
internal readonly record struct QueryToken(QueryTokenKind Kind, string Text, int At);
