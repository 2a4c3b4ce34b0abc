using System.Globalization;
using System.Text;

namespace NewsMonitor.Server.Demo.Press;

/// <summary>
/// Reads a story's Markdown file: a heading, then for each article a second-level heading (its title), lines <c>name: value</c>, an empty
/// line, and its paragraphs.
/// </summary>
public static class StoryFile
{
    /// <exception cref="FormatException">The file is not of this form; the message says where.</exception>
    public static DemoStory Parse(string id, string markdown)
    {
        var sections = markdown.ReplaceLineEndings("\n").Split("\n## ");
        if (!sections[0].StartsWith("# ", StringComparison.Ordinal))
            throw new FormatException($"{id} does not begin with a heading.");

        var articles = new List<DemoArticle>();
        foreach (var section in sections.Skip(1))
            articles.Add(ParseArticle(id, section, articles));
        return new DemoStory(id, sections[0][2..].Trim(), [.. articles]);
    }

    private static DemoArticle ParseArticle(string story, string section, List<DemoArticle> before)
    {
        var blocks = section.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var head = blocks[0].Split('\n');
        var title = head[0].Trim();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in head.Skip(1))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0)
                throw new FormatException($"{story}, '{title}': '{line}' is not a name and a value.");
            fields.Add(line[..colon], line[(colon + 2)..].Trim());
        }

        var again = fields.GetValueOrDefault("republication-of");
        var original = again is null ? null : before.Find(article => article.Id == again)
            ?? throw new FormatException($"{story}, '{title}': there is no article '{again}' before it.");

        return new DemoArticle
        {
            Story = story,
            Id = fields.GetValueOrDefault("id") ?? (again is null ? Slug(title) : again + "-again"),
            Outlet = Required("outlet"),
            Title = title,
            Paragraphs = original?.Paragraphs ?? blocks[1..],
            Published = original?.Published ?? DateTimeOffset.Parse(Required("published"), CultureInfo.InvariantCulture),
            At = double.Parse(Required("at"), CultureInfo.InvariantCulture),
            CopyOf = fields.GetValueOrDefault("copy-of"),
            EditOf = fields.GetValueOrDefault("edit-of"),
            RepublicationOf = again,
        };

        string Required(string name) =>
            fields.GetValueOrDefault(name) ?? throw new FormatException($"{story}, '{title}': '{name}' is missing.");
    }

    /// <summary>A title as it stands in a link: ASCII letters and digits, the rest hyphens.</summary>
    private static string Slug(string title)
    {
        var slug = new StringBuilder(title.Length);
        foreach (var c in title.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(char.ToLowerInvariant(c));
            else if (slug.Length > 0 && slug[^1] != '-' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && c is not ('\'' or '’'))
                slug.Append('-');
        }

        return slug.ToString().TrimEnd('-');
    }
}
