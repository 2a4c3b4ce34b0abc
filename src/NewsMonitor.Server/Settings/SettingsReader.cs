using System.ComponentModel;
using System.Globalization;
using NewsMonitor.Model;

namespace NewsMonitor.Server.Settings;

/// <summary>
/// Binds the options of all rooms and refuses what is wrong before anything starts: unknown names, values of the wrong kind, and
/// what the options themselves refuse. All of it at once, a sentence each.
/// </summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private const string Root = "NewsMonitor";

    private readonly KnownSettings _known = new();
    private readonly List<Func<IEnumerable<string>>> _validations = [];
    private readonly List<Action> _bindings = [];

    /// <summary>Names a section of options; they can be had from the result after <see cref="Check"/>.</summary>
    /// <param name="name">Name below <c>NewsMonitor:</c>; empty for that itself.</param>
    /// <param name="validate">Gives sentences that begin with the name of the wrong option.</param>
    public Lazy<T> Section<T>(string name, Func<T, IEnumerable<string>> validate)
        where T : class, new()
    {
        var path = name.Length == 0 ? Root : $"{Root}:{name}";
        _known.Add(path, typeof(T));
        var options = new Lazy<T>(() =>
        {
            var bound = new T();
            configuration.GetSection(path).Bind(bound);
            return bound;
        });
        _validations.Add(() => validate(options.Value).Select(sentence => sentence.StartsWith(Root, StringComparison.Ordinal) ? sentence : $"{path}:{sentence}"));
        _bindings.Add(() => _ = options.Value);
        return options;
    }

    /// <exception cref="InvalidInputException">Something is wrong; the message names every wrong setting on a line of its own.</exception>
    public void Check()
    {
        var wrong = Values().SelectMany(Wrong).ToList();
        if (wrong.Count == 0)
        {
            _bindings.ForEach(bind => bind());
            wrong.AddRange(_validations.SelectMany(validate => validate()));
        }

        if (wrong.Count > 0)
            throw new InvalidInputException(string.Join(Environment.NewLine, wrong));
    }

    private IEnumerable<(string Key, string Value)> Values() =>
        from pair in configuration.GetSection(Root).AsEnumerable()
        where pair.Value is not null && pair.Key.Length > Root.Length
        select (pair.Key, pair.Value);

    private IEnumerable<string> Wrong((string Key, string Value) setting)
    {
        var (key, value) = setting;
        if (_known.Find(key) is not { } type)
        {
            // An empty list or section in a file shows up as an empty value of its own name.
            if (value.Length > 0 || !_known.All.Keys.Any(known => known.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase)))
                yield return $"{key} is not a setting. The nearest one is {_known.Nearest(key)}.";
        }
        else if (type == typeof(TimeSpan) && int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var days) && days != 0)
        {
            yield return $"{key} is '{value}', which would be {value} days. Write a time span as hours:minutes:seconds (00:00:05 is five seconds, {value}.00:00:00 is {value} days).";
        }
        else if (!CanConvert(type, value))
        {
            yield return $"{key} is '{value}', which is not {Describe(type)}.";
        }
    }

    private static bool CanConvert(Type type, string value)
    {
        var converter = TypeDescriptor.GetConverter(type);
        if (!converter.CanConvertFrom(typeof(string)))
            return true;
        try
        {
            return converter.ConvertFromInvariantString(value) is not null;
        }
        // Converters wrap what went wrong in many ways; that it went wrong is all that is asked here.
        catch (Exception)
        {
            return false;
        }
    }

    private static string Describe(Type type) => type switch
    {
        _ when type == typeof(TimeSpan) => "a time span; write hours:minutes:seconds, for example 00:00:05",
        _ when type == typeof(TimeOnly) => "a time of day; write hours:minutes, for example 08:00",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(double) || type == typeof(float) || type == typeof(decimal) => "a number",
        _ when type.IsEnum => $"one of {string.Join(", ", Enum.GetNames(type))}",
        _ => $"a {type.Name}",
    };
}
