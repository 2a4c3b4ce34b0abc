namespace Orleans;

/// <summary>Why an activation ends.</summary>
public readonly struct DeactivationReason
{
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }

    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    {
        ReasonCode = code;
        Exception = exception;
        Description = text;
    }

    public DeactivationReasonCode ReasonCode { get; }

    public string Description { get; }

    /// <summary>The error that ended it, if one did.</summary>
    public Exception? Exception { get; }

    public override string ToString() => Exception is null ? $"{ReasonCode}: {Description}" : $"{ReasonCode}: {Description} ({Exception.Message})";
}

/// <summary>The kinds of <see cref="DeactivationReason"/>. One process needs only some of Orleans' codes; they all stand here so that numbers agree.</summary>
public enum DeactivationReasonCode : byte
{
    None,

    /// <summary>The host stops.</summary>
    ShuttingDown,

    /// <summary>The constructor or <see cref="Grain.OnActivateAsync"/> failed.</summary>
    ActivationFailed,

    DirectoryFailure,

    /// <summary>Nobody called for the collection age.</summary>
    ActivationIdle,

    ActivationUnresponsive,

    DuplicateActivation,

    IncompatibleRequest,

    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    Migrating,

    RuntimeRequested,

    HighMemoryPressure,
}
