using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Queries;

/// <summary>A query that cannot be understood: where, and what was expected there.</summary>
public sealed class QueryException(int column, string message) : Exception(message)
{
    /// <summary>Where in the query, in characters (code points) from 1; one past the end when something is missing there.</summary>
    public int Column { get; } = column;

    /// <summary>The same as an error of an input field.</summary>
    public InvalidInputException ForField(string field) =>
        new(field, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Column {Column}: {Message}"));
}
