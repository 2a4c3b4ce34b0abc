namespace NewsMonitor.LocalRuntime.Types;

/// <summary>Which grain: its class and its key.</summary>
internal readonly struct GrainId : IEquatable<GrainId>
{
    private readonly string? _text;
    private readonly long _number;
    private readonly int _hash;

    public GrainId(GrainType type, string key)
    {
        Type = type;
        _text = key;
        _hash = HashCode.Combine(type, key);
    }

    public GrainId(GrainType type, long key)
    {
        Type = type;
        _number = key;
        _hash = HashCode.Combine(type, key);
    }

    public GrainType Type { get; }

    public string Text => _text ?? throw new InvalidOperationException($"{this} is named by an integer, not by a string.");

    public long Number => _text is null ? _number : throw new InvalidOperationException($"{this} is named by a string, not by an integer.");

    public bool Equals(GrainId other) =>
        ReferenceEquals(Type, other.Type) && _hash == other._hash && _number == other._number && string.Equals(_text, other._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    public override int GetHashCode() => _hash;

    public override string ToString() => _text is null ? $"{Type}/{_number}" : $"{Type}/{_text}";
}
