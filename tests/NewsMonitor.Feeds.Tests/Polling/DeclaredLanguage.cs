namespace NewsMonitor.Feeds.Tests.Polling;

/// <summary>Believes what is declared.</summary>
internal sealed class DeclaredLanguage : ILanguageTagger
{
    public string Tag(string? declared, string title, string text) => declared ?? "und";
}
