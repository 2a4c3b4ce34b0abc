namespace NewsMonitor.Alerts.Preview;

/// <summary>What a query costs the matcher: of how many articles it has to be asked.</summary>
public enum QueryCost
{
    /// <summary>Of few.</summary>
    Cheap,

    Moderate,

    /// <summary>Of many: its words are common.</summary>
    Dear,

    /// <summary>Of all: there is nothing that an article must have for it.</summary>
    Unanchored,
}
