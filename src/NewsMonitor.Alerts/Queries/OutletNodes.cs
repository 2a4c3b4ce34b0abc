using System.Text;

namespace NewsMonitor.Alerts.Queries;

/// <summary>The outlet's host has these labels one after the other: <c>bbc.co.uk</c> holds for <c>news.bbc.co.uk</c>, <c>reuters</c> for <c>reuters.com</c>.</summary>
/// <param name="Host">Lower case.</param>
public sealed record SourceNode(string Host) : QueryNode
{
    internal override void Write(StringBuilder text, QueryPrecedence around) => text.Append("source:").Append(Host);
}

/// <summary>The outlet's host is this domain or lies in it: <c>bbc.co.uk</c> holds for <c>news.bbc.co.uk</c>, <c>uk</c> for both.</summary>
/// <param name="Host">Lower case.</param>
public sealed record DomainNode(string Host) : QueryNode
{
    internal override void Write(StringBuilder text, QueryPrecedence around) => text.Append("domain:").Append(Host);
}

/// <summary>The article's language.</summary>
/// <param name="Language">A primary subtag in lower case, or <c>und</c>.</param>
public sealed record LanguageNode(string Language) : QueryNode
{
    internal override void Write(StringBuilder text, QueryPrecedence around) => text.Append("lang:").Append(Language);
}

/// <summary>The article names this country, its people or its capital.</summary>
/// <param name="Country">ISO 3166-1 alpha-2 in lower case.</param>
public sealed record CountryNode(string Country) : QueryNode
{
    internal override void Write(StringBuilder text, QueryPrecedence around) => text.Append("country:").Append(Country);
}
