namespace NewsMonitor.Stories.Faces;

/// <summary>What a word can say about a number or a name beside it.</summary>
internal enum FactWord
{
    None,
    Dead,
    Injured,
    Missing,
    Arrested,
    Displaced,

    /// <summary>A unit of time or a month: the number before it is no figure.</summary>
    Time,

    /// <summary>Thousand, million: times the number before it.</summary>
    Multiplier,

    Currency,

    Percent,

    /// <summary>A number in letters.</summary>
    Number,

    /// <summary>Stands before a name without being part of it: President, Mr, Señora.</summary>
    Honorific,

    /// <summary>Joins the parts of a name: de, van, bin, of.</summary>
    Particle,

    /// <summary>Monday, October: written with a capital in some languages, and no name.</summary>
    Calendar,
}
