using System.Xml;
using NewsMonitor.Feeds.Parsing.Charsets;

namespace NewsMonitor.Feeds.Parsing.Xml;

/// <summary>A well-formed document through <see cref="XmlReader"/>, which throws <see cref="XmlException"/> at the first thing that is not.</summary>
internal sealed class StrictXmlEvents : XmlEvents, IDisposable
{
    private static readonly XmlReaderSettings Settings = new()
    {
        // A document type is stepped over: nothing in it is declared, so nothing can expand and nothing is fetched.
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    private readonly XmlReader _reader;
    private readonly List<XmlAttributeText> _attributes = [];
    private bool _endOwed;

    public StrictXmlEvents(ReadOnlyMemory<char> document, Uri? documentBase, int maxDepth)
        : base(documentBase, maxDepth) => _reader = XmlReader.Create(new CharacterReader(document), Settings);

    public override int Line => ((IXmlLineInfo)_reader).LineNumber;

    public override string Text => _reader.Value;

    public override IReadOnlyList<XmlAttributeText> Attributes => _attributes;

    public override bool Read()
    {
        if (_endOwed)
        {
            _endOwed = false;
            Ended(_reader.Prefix, LocalName, _reader.NamespaceURI, null);
            return true;
        }

        while (_reader.Read())
        {
            switch (_reader.NodeType)
            {
                case XmlNodeType.Element:
                    Depth = _reader.Depth + 1;
                    _endOwed = _reader.IsEmptyElement;
                    ReadAttributes();
                    Started(_reader.Prefix, _reader.LocalName, _reader.NamespaceURI, null, _attributes.Count > 0);
                    return true;
                case XmlNodeType.EndElement:
                    Depth = _reader.Depth + 1;
                    Ended(_reader.Prefix, _reader.LocalName, _reader.NamespaceURI, null);
                    return true;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    Event = XmlEvent.Text;
                    return true;
            }
        }

        return false;
    }

    public void Dispose() => _reader.Dispose();

    private void ReadAttributes()
    {
        _attributes.Clear();
        if (!_reader.HasAttributes || !_reader.MoveToFirstAttribute())
            return;
        do
        {
            if (_reader.Prefix != "xmlns" && _reader.LocalName != "xmlns")
                _attributes.Add(new(_reader.Prefix, _reader.LocalName, _reader.Value));
        }
        while (_reader.MoveToNextAttribute());
        _reader.MoveToElement();
    }
}
