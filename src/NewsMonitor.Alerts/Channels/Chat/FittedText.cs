using System.Text;

namespace NewsMonitor.Alerts.Channels.Chat;

/// <summary>Lines up to a limit: a line is there whole or not at all, and after the first that does not fit there are no more.</summary>
/// <param name="limit">The most that all lines with their line ends may measure.</param>
/// <param name="measure">In the unit of the limit: characters, bytes.</param>
internal sealed class FittedText(int limit, Func<string, int> measure)
{
    private readonly StringBuilder _text = new();
    private int _left = limit;
    private bool _full;

    /// <returns>False when it was left out.</returns>
    public bool Add(string line)
    {
        var needed = measure(line) + (_text.Length > 0 ? 1 : 0);
        if (_full || needed > _left)
        {
            _full = true;
            return false;
        }

        if (_text.Length > 0)
            _text.Append('\n');
        _text.Append(line);
        _left -= needed;
        return true;
    }

    public override string ToString() => _text.ToString();
}
