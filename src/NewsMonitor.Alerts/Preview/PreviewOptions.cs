namespace NewsMonitor.Alerts.Preview;

/// <summary>How far a query is tried before it is saved: <c>NewsMonitor:Alerts:Preview</c>.</summary>
public sealed record PreviewOptions
{
    /// <summary>Articles that are looked at at most, the latest. 1 or more.</summary>
    public int Articles { get; set; } = 100_000;

    /// <summary>Longest time for it; what was looked at by then is what is told of. Above 0.</summary>
    public TimeSpan Time { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Connections that read at the same time, each with a processor of its own. 1 or more.</summary>
    public int Readers { get; set; } = 2;

    /// <summary>Previews that run or wait at most, in each process, each for another subscriber; one runs at a time. 1 or more.</summary>
    public int Queue { get; set; } = 4;

    /// <summary>Matching articles that are shown, the latest. 0 or more.</summary>
    public int Samples { get; set; } = 50;

    /// <summary>Days of which each is told, the latest. 1 or more.</summary>
    public int Days { get; set; } = 14;

    /// <summary>Share of articles that a query has to be asked of up to which it is cheap. 0 to 1.</summary>
    public double CheapShare { get; set; } = 0.001;

    /// <summary>Share up to which it costs something but not much. <see cref="CheapShare"/> to 1.</summary>
    public double ModerateShare { get; set; } = 0.01;

    /// <summary>A sentence for each wrong setting, beginning with its name; empty when all are right.</summary>
    public IReadOnlyList<string> Validate()
    {
        var wrong = new List<string>();
        Check(Articles >= 1, nameof(Articles), Articles, "1 or more");
        Check(Time > TimeSpan.Zero, nameof(Time), Time, "above 0");
        Check(Readers >= 1, nameof(Readers), Readers, "1 or more");
        Check(Queue >= 1, nameof(Queue), Queue, "1 or more");
        Check(Samples >= 0, nameof(Samples), Samples, "0 or more");
        Check(Days >= 1, nameof(Days), Days, "1 or more");
        Check(CheapShare is >= 0 and <= 1, nameof(CheapShare), CheapShare, "between 0 and 1");
        Check(ModerateShare >= CheapShare && ModerateShare <= 1, nameof(ModerateShare), ModerateShare, "CheapShare or more and at most 1");
        return wrong;

        void Check<T>(bool right, string name, T value, string expected)
        {
            if (!right)
                wrong.Add(FormattableString.Invariant($"{name} is {value}; it must be {expected}."));
        }
    }
}
