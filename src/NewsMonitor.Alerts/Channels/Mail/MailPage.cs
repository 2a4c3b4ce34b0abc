using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace NewsMonitor.Alerts.Channels.Mail;

/// <summary>A text and an HTML that are written together. Nothing that is put in becomes markup; lines have no line breaks in them.</summary>
internal sealed class MailPage
{
    // Every script as it is; what means something in HTML is escaped all the same.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _html = new();

    public string Text => _text.ToString().TrimEnd('\n');

    public string Html => _html.ToString().TrimEnd('\n');

    public void Heading(string text, string? url)
    {
        _text.Append(text).Append('\n');
        if (url is not null)
            _text.Append(url).Append('\n');
        _text.Append('\n');
        _html.Append(CultureInfo.InvariantCulture, $"<h2 dir=\"auto\">{Link(text, url)}</h2>\n");
    }

    public void Paragraph(string text)
    {
        _text.Append(text).Append("\n\n");
        _html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(text)}</p>\n");
    }

    public void List(IEnumerable<MailLine> lines)
    {
        _html.Append("<ul>\n");
        foreach (var line in lines)
        {
            _text.Append("- ").Append(line.Before).Append(line.Text).Append('\n');
            if (line.Url is not null)
                _text.Append("  ").Append(line.Url).Append('\n');
            _html.Append(CultureInfo.InvariantCulture, $"<li dir=\"auto\">{Encode(line.Before)}{Link(line.Text, line.Url)}</li>\n");
        }

        _text.Append('\n');
        _html.Append("</ul>\n");
    }

    public static string Encode(string text) => Encoder.Encode(text);

    private static string Link(string text, string? url) => url is null ? Encode(text) : $"<a href=\"{Encode(url)}\">{Encode(text)}</a>";
}

/// <param name="Url">Where the text leads; null for nowhere.</param>
/// <param name="Before">What stands before it.</param>
internal sealed record MailLine(string Text, string? Url = null, string Before = "");
