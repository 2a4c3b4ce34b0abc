using System.Collections;
using System.Reflection;

namespace NewsMonitor.Server.Settings;

/// <summary>The names of all settings under <c>NewsMonitor:</c> and their types, read off the options' properties.</summary>
internal sealed class KnownSettings
{
    private readonly Dictionary<string, Type> _settings = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, Type> All => _settings;

    public void Add(string section, Type options)
    {
        foreach (var property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null))
        {
            var path = $"{section}:{property.Name}";
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (IsNested(type))
                Add(path, type);
            else
                _settings[path] = type;
        }
    }

    /// <summary>The setting that a configuration key belongs to: the key itself, or the list that it is an item of.</summary>
    public Type? Find(string key)
    {
        if (_settings.TryGetValue(key, out var type))
            return type;
        var parent = key;
        while (parent.LastIndexOf(':') is > 0 and var colon)
        {
            parent = parent[..colon];
            if (_settings.TryGetValue(parent, out var list) && list != typeof(string) && typeof(IEnumerable).IsAssignableFrom(list))
                return list.IsArray ? list.GetElementType() : typeof(string);
        }

        return null;
    }

    /// <summary>The known name that looks most like a wrong one.</summary>
    public string Nearest(string key) => _settings.Keys.MinBy(known => Distance(known.ToUpperInvariant(), key.ToUpperInvariant()))!;

    private static bool IsNested(Type type) =>
        type.IsClass && type != typeof(string) && type != typeof(Uri) && !typeof(IEnumerable).IsAssignableFrom(type);

    // Levenshtein's distance, two rows at a time.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
