using System.Collections;
using System.Globalization;
using NewsMonitor.Alerts;
using NewsMonitor.Feeds;
using NewsMonitor.Server.Settings;
using NewsMonitor.Stories;

namespace NewsMonitor.Server.Tests.Settings;

/// <summary>The README's table of settings is what the program has.</summary>
public sealed class SettingsTableTests
{
    [Fact]
    public async Task Every_setting_is_in_the_README_with_its_default()
    {
        var text = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Server.README.md"));
        var written = text
            .Where(line => line.StartsWith("| `NewsMonitor:", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (Name: cells[1].Trim('`'), Default: cells[2], Meaning: cells[3]))
            .ToList();

        Assert.Equal(All().Select(setting => $"{setting.Name} = {setting.Default}"), written.Select(setting => $"{setting.Name} = {setting.Default}"));
        Assert.All(written, setting => Assert.NotEmpty(setting.Meaning));
    }

    private static IEnumerable<(string Name, string Default)> All() =>
    [
        .. Of("NewsMonitor", new ServerOptions()),
        .. Of("NewsMonitor:Access", new AccessOptions()),
        .. Of("NewsMonitor:Events", new EventOptions()),
        .. Of("NewsMonitor:Storage", new StorageOptions()),
        .. Of("NewsMonitor:Feeds", new FeedOptions()),
        .. Of("NewsMonitor:Stories", new StoryOptions()),
        .. Of("NewsMonitor:Alerts", new AlertOptions()),
        .. Of("NewsMonitor:Silo", new SiloOptions()),
    ];

    private static IEnumerable<(string Name, string Default)> Of(string section, object options)
    {
        foreach (var property in options.GetType().GetProperties().Where(p => p.SetMethod is not null))
        {
            var value = property.GetValue(options);
            var name = $"{section}:{property.Name}";
            if (value is not null and not string and not IEnumerable && value.GetType().IsClass)
            {
                foreach (var nested in Of(name, value))
                    yield return nested;
            }
            else
            {
                yield return (name, Write(value));
            }
        }
    }

    private static string Write(object? value) => value switch
    {
        null => "",
        bool b => b ? "true" : "false",
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
