using NewsMonitor.Feeds;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Server.Wiring;

/// <summary>Feeds asks, Stories knows.</summary>
internal sealed class LanguageTagger(LanguageIdentifier languages) : ILanguageTagger
{
    public string Tag(string? declared, string title, string text) => languages.Identify(declared, title, text);
}
