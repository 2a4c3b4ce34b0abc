namespace Orleans.Runtime;

/// <summary>An error of the runtime, not of a grain.</summary>
public class OrleansException : Exception
{
    public OrleansException(string message)
        : base(message)
    {
    }
}

/// <summary>The call was not made.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    public OrleansMessageRejectionException(string message)
        : base(message)
    {
    }
}

/// <summary>The host has stopped, or is about to, and activates no more grains. The call was not made.</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    public SiloUnavailableException(string message)
        : base(message)
    {
    }
}
