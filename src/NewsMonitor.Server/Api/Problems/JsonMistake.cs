using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NewsMonitor.Server.Api.Problems;

/// <summary>What is wrong with a JSON body, in the sender's words: which member, where, and what was expected.</summary>
/// <param name="Field">The member as its sender wrote it, <c>channels[0].url</c>; null when the whole is wrong.</param>
/// <param name="Line">Line in the body, from 1; null when unknown.</param>
/// <param name="Column">Byte in the line, from 1; null when unknown.</param>
internal sealed partial record JsonMistake(string? Field, long? Line, long? Column, string Message)
{
    // Milliseconds for one pattern on one message.
    private const int MatchTimeout = 1_000;

    public static JsonMistake Explain(JsonException e)
    {
        var path = e.Path is null or "$" ? null : e.Path.StartsWith("$.", StringComparison.Ordinal) ? e.Path[2..] : e.Path.TrimStart('$');
        var (field, message) = (path, e.Message) switch
        {
            _ when Unmapped().Match(e.Message) is { Success: true } m => (Inner(path, m.Groups["name"].Value), NotKnown(m.Groups["name"].Value, m.Groups["type"].Value)),
            _ when Missing().Match(e.Message) is { Success: true } m => (Join(path, m.Groups["name"].Value), $"'{Join(path, m.Groups["name"].Value)}' is missing."),
            _ when e.Message.StartsWith("Duplicate", StringComparison.Ordinal) => (path, $"'{path}' is there twice."),
            _ when NotNull().IsMatch(e.Message) => (path, $"'{path}' must not be null."),
            _ when Wrong().Match(e.Message) is { Success: true } m => (path, path is null
                ? $"The body is not {Describe(m.Groups["type"].Value)}."
                : $"'{path}' is not {Describe(m.Groups["type"].Value)}."),
            _ => (path, "The body is not JSON: " + Position().Replace(e.Message, "")),
        };
        return new JsonMistake(field, e.LineNumber + 1, e.BytePositionInLine + 1, message);
    }

    // The path may or may not already end with the unknown member.
    private static string Inner(string? path, string name) =>
        path == name || path?.EndsWith("." + name, StringComparison.Ordinal) == true ? path : Join(path, name);

    private static string Join(string? path, string name) => path is null ? name : $"{path}.{name}";

    private static string NotKnown(string name, string type)
    {
        var known = Assembly.GetExecutingAssembly().GetType(type)?.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).ToList();
        return known is { Count: > 0 } ? $"'{name}' is not known here. Known are: {string.Join(", ", known)}." : $"'{name}' is not known here.";
    }

    private static string Describe(string type) => type switch
    {
        _ when type.Contains("Boolean", StringComparison.Ordinal) => "true or false",
        _ when type.Contains("Int", StringComparison.Ordinal) => "a whole number within its range",
        _ when type.Contains("DateTimeOffset", StringComparison.Ordinal) => "an RFC 3339 time",
        _ when type.EndsWith("[]", StringComparison.Ordinal) || type.Contains("List", StringComparison.Ordinal) => "a list",
        _ when type.Contains("String", StringComparison.Ordinal) => "a string",
        _ when (Assembly.GetExecutingAssembly().GetType(type) ?? typeof(Model.ApiScope).Assembly.GetType(type)) is { IsEnum: true } words =>
            $"one of {string.Join(", ", Enum.GetNames(words).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
        _ => "an object",
    };

    [GeneratedRegex(@"The JSON property '(?<name>.*)' could not be mapped to any \.NET member contained in type '(?<type>[^']+)'", RegexOptions.Singleline, MatchTimeout)]
    private static partial Regex Unmapped();

    [GeneratedRegex(@"missing required properties including: '(?<name>[^']+)'", RegexOptions.None, MatchTimeout)]
    private static partial Regex Missing();

    [GeneratedRegex("doesn't allow (setting )?null values|Cannot get the value of a token type 'Null'", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex NotNull();

    [GeneratedRegex(@"could not be converted to (?<type>[^\s]+?)\. Path|could not be converted to (?<type>[^\s]+?)\.$", RegexOptions.None, MatchTimeout)]
    private static partial Regex Wrong();

    [GeneratedRegex(@" Path: .*$", RegexOptions.Singleline, MatchTimeout)]
    private static partial Regex Position();
}
