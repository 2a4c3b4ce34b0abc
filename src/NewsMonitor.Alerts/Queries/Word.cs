namespace NewsMonitor.Alerts.Queries;

/// <summary>One word of a text.</summary>
/// <param name="Text">Folded: lower case, without accents. What is compared.</param>
/// <param name="Start">Where it stands in the normalised text, in UTF-16 units.</param>
/// <param name="Length">Length there.</param>
public readonly record struct Word(string Text, int Start, int Length);
