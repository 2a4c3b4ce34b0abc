using System.Runtime.InteropServices;

namespace NewsMonitor.Stories.Text;

/// <summary>
/// Tells from the words of a text as they pass whether it reports a telephone call or a visit. A phone alone is a thing one buys; phone calls, talks by phone
/// and whatever begins with telephon- are calls.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct EncounterReader
{
    // Once in a body is in passing; in a title or at the beginning, or twice, is what it is about.
    private const int Least = 2;

    private int _calls;
    private int _visits;
    private bool _afterBy;
    private bool _afterPhone;

    /// <summary>What is told of at least twice as much as of the other.</summary>
    public readonly Encounter Encounter =>
        _calls >= Least && _calls >= 2 * _visits ? Encounter.Call : _visits >= Least && _visits >= 2 * _calls ? Encounter.Visit : Encounter.None;

    /// <param name="word">Folded.</param>
    /// <param name="weight">How much it counts.</param>
    public void Add(ReadOnlySpan<char> word, int weight)
    {
        var phone = word is "phone" or "phones";
        if (word.StartsWith("telephon") || word.StartsWith("telefon") || word is "phoned" or "rang" || (phone && _afterBy)
            || (_afterPhone && word is "call" or "calls" or "talk" or "talks" or "conversation" or "conversations"))
            _calls += weight;
        else if ((word.StartsWith("visit") && !word.StartsWith("visitor")) || word.StartsWith("besuch") || word is "trip" or "trips" or "viaje" or "viagem" or "voyage" or "viaggio")
            _visits += weight;
        _afterPhone = phone && !_afterBy;
        if (word is not "the")
            _afterBy = word is "by" or "on" or "over" or "via";
    }
}
