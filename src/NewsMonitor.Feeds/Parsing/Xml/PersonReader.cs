using System.Text;

namespace NewsMonitor.Feeds.Parsing.Xml;

/// <summary>Reads an author: Atom's name, mail and address, or the text of RSS.</summary>
internal static class PersonReader
{
    public static string? Read(XmlEvents events)
    {
        var depth = events.Depth;
        var text = new StringBuilder();
        string? name = null;
        string? mail = null;
        string? field = null;
        var fieldText = new StringBuilder();
        while (events.Read() && !(events.Event == XmlEvent.End && events.Depth == depth))
        {
            switch (events.Event)
            {
                case XmlEvent.Start:
                    field = events.Name;
                    fieldText.Clear();
                    break;
                case XmlEvent.End when field is not null && !events.CutOff:
                    if (events.Name == "name")
                        name ??= fieldText.ToString();
                    else if (events.Name == "email")
                        mail ??= fieldText.ToString();
                    field = null;
                    break;
                case XmlEvent.Text when (field is null ? text : fieldText).Length < 1000:
                    (field is null ? text : fieldText).Append(events.Text);
                    break;
            }
        }

        if (events.CutOff)
            return null;
        return Person(name) ?? Person(mail) ?? Person(text.ToString());
    }

    private static string? Person(string? text) => text is null ? null : PersonName.Parse(XmlCharacters.WithoutControls(text));
}
