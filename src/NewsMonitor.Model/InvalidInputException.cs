namespace NewsMonitor.Model;

/// <summary>Somebody gave us something wrong: the message says which part and why. HTTP answers 400, the command line exits with 2.</summary>
[GenerateSerializer]
public sealed class InvalidInputException : Exception
{
    public InvalidInputException(string message)
        : base(message)
    {
    }

    /// <param name="field">The name of the wrong field as its sender wrote it, for example <c>channels[0].url</c>.</param>
    /// <param name="message">What is wrong with it and what was expected.</param>
    public InvalidInputException(string field, string message)
        : base(message) => Field = field;

    /// <summary>The name of the wrong field, or null when the whole is wrong.</summary>
    [Id(0)]
    public string? Field { get; init; }
}
