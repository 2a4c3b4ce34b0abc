using System.Collections.Frozen;

namespace NewsMonitor.Feeds.Parsing.Html;

/// <summary>
/// What of a publisher's HTML is kept: elements that carry text, pictures and sound, and of their attributes those that carry meaning.
/// No style, class, id, form, frame or script. An element that is not listed goes and its text stays.
/// </summary>
internal static class HtmlPolicy
{
    private static readonly FrozenSet<string> Elements = Set(
        "a abbr acronym address area article aside audio b bdi bdo big blockquote br caption center cite code col colgroup dd del details "
        + "dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main map mark menu nav ol p "
        + "picture pre q rp rt ruby s samp section small source span strike strong sub summary sup table tbody td tfoot th thead time tr "
        + "track tt u ul var video wbr");

    private static readonly FrozenSet<string> Foreign = Set(
        "svg g path circle rect ellipse line polyline polygon text tspan title desc defs lineargradient radialgradient stop marker symbol "
        + "math mrow mi mo mn ms mtext msup msub msubsup mfrac msqrt mroot mtable mtr mtd munder mover munderover mspace mstyle mfenced "
        + "mpadded mphantom mprescripts none mmultiscripts menclose merror");

    private static readonly FrozenSet<string> Voids = Set("area base br col embed hr img input keygen link meta param source track wbr");

    private static readonly FrozenSet<string> Blocks = Set(
        "address article aside blockquote center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
        + "hr li main menu nav ol p pre section summary table ul tbody td tfoot th thead tr caption body html head option title br");

    private static readonly FrozenSet<string> Attributes = Set(
        "href src alt title lang dir hreflang type cite datetime width height colspan rowspan scope headers span start reversed value "
        + "controls poster loop muted preload kind srclang label shape coords usemap name abbr axis align valign");

    private static readonly FrozenSet<string> ForeignAttributes = Set(
        "version baseprofile width height viewbox preserveaspectratio x y x1 y1 x2 y2 cx cy r rx ry d points fill fill-rule fill-opacity "
        + "stroke stroke-width stroke-linecap stroke-linejoin stroke-opacity opacity transform offset stop-color stop-opacity font-size "
        + "font-family font-weight text-anchor dx dy gradientunits gradienttransform display mathvariant fontstyle columnalign rowspacing "
        + "columnspacing stretchy fence separator lspace rspace linethickness open close separators title lang "
        + "xlink:href xlink:type xlink:show xlink:title xlink:role href alttext");

    private static readonly FrozenSet<string> Links = Set("href src cite poster xlink:href action background longdesc");

    /// <summary>The text inside is no text for readers.</summary>
    private static readonly FrozenSet<string> Discarded = Set("script style template");

    public static bool IsAllowed(string element, bool foreign) => foreign ? Foreign.Contains(element) || Elements.Contains(element) : Elements.Contains(element) || element is "svg" or "math";

    public static bool IsAllowedAttribute(string attribute, bool foreign) => foreign ? ForeignAttributes.Contains(attribute) : Attributes.Contains(attribute);

    public static bool IsForeign(string element) => Foreign.Contains(element);

    public static bool IsVoid(string element) => Voids.Contains(element);

    public static bool IsBlock(ReadOnlySpan<char> element) => BlocksByCharacters.Contains(element);

    public static bool IsLink(string attribute) => Links.Contains(attribute);

    public static bool IsDiscarded(ReadOnlySpan<char> element) => DiscardedByCharacters.Contains(element);

    /// <summary>Known as an HTML element, kept or not: what a text that "looks like HTML" is made of.</summary>
    public static bool IsKnown(ReadOnlySpan<char> element) => KnownByCharacters.Contains(element);

    private static readonly FrozenSet<string> Known = Elements.Concat(Discarded).Concat(Voids).Concat(
        ["iframe", "object", "applet", "form", "button", "select", "option", "textarea", "body", "html", "head", "svg", "math", "marquee"])
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> KnownByCharacters = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BlocksByCharacters = Blocks.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> DiscardedByCharacters = Discarded.GetAlternateLookup<ReadOnlySpan<char>>();

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
