using NewsMonitor.Feeds.Parsing;
using NewsMonitor.Feeds.Parsing.Html;

namespace NewsMonitor.Feeds.Tests.Parsing;

public sealed class SanitizerTests
{
    private static readonly Uri Base = new("https://a.example/dir/page");

    private static string Clean(string html) => HtmlSanitizer.Sanitize(html, Base);

    [Theory]
    [InlineData("<p>Hello <b>world</b></p>", "<p>Hello <b>world</b></p>")]
    [InlineData("<P CLASS=x onclick='alert(1)' STYLE='color:red'>Hello</P>", "<p>Hello</p>")]
    [InlineData("a <script>alert('x')</script>b", "a b")]
    [InlineData("a <style>p{}</style>b", "a b")]
    [InlineData("a <script>unclosed", "a")]
    [InlineData("<iframe src='https://b.example/'>inside</iframe>", "inside")]
    [InlineData("<form action=x><input name=y><button>Go</button></form>", "Go")]
    [InlineData("<object data=x>fallback</object><embed src=x><applet>y</applet>", "fallbacky")]
    [InlineData("<a href='javascript:alert(1)'>x</a>", "<a>x</a>")]
    [InlineData("<a href=' jav&#x09;ascript&colon;alert(1)'>x</a>", "<a>x</a>")]
    [InlineData("<a href='JaVaScRiPt:alert(1)'>x</a>", "<a>x</a>")]
    [InlineData("<a href='vbscript:x'>x</a>", "<a>x</a>")]
    [InlineData("<a href='feed:javascript:alert(1)'>x</a>", "<a>x</a>")]
    [InlineData("<a href='FEED:data:text/html,x'>x</a>", "<a>x</a>")]
    [InlineData("<a href='feed:feed:javascript:x'>x</a>", "<a>x</a>")]
    [InlineData("<a href='feed: javascript:x'>x</a>", "<a>x</a>")]
    [InlineData("<a href='feed://b.example/f'>x</a>", "<a href=\"feed://b.example/f\">x</a>")]
    [InlineData("<a href='feed:https://b.example/f'>x</a>", "<a href=\"feed:https://b.example/f\">x</a>")]
    [InlineData("<img src='data:text/html;base64,PHNjcmlwdD4='>", "<img />")]
    [InlineData("<a href='../other?a=1&b=2'>x</a>", "<a href=\"https://a.example/other?a=1&amp;b=2\">x</a>")]
    [InlineData("<img src=pic.png alt='a \"b\" <c>'>", "<img src=\"https://a.example/dir/pic.png\" alt=\"a &quot;b&quot; &lt;c&gt;\" />")]
    [InlineData("<base href='https://evil.example/'><a href='x'>x</a>", "<a href=\"https://a.example/dir/x\">x</a>")]
    [InlineData("<meta http-equiv=refresh content='0;url=https://b.example/'>x", "x")]
    [InlineData("<link rel=stylesheet href=x>y", "y")]
    [InlineData("<p>one<p>two", "<p>one</p><p>two</p>")]
    [InlineData("<ul><li>1<li>2</ul>", "<ul><li>1</li><li>2</li></ul>")]
    [InlineData("<b><i>x</b></i>", "<b><i>x</i></b>")]
    [InlineData("x</div></p>", "x")]
    [InlineData("1 < 2 && 3 > 2", "1 &lt; 2 &amp;&amp; 3 &gt; 2")]
    [InlineData("caf&eacute;&nbsp;x", "café\u00a0x")]
    [InlineData("<!-- <b>no</b> -->yes", "yes")]
    [InlineData("<![CDATA[x]]>", "")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<p title=\"&lt;/noscript&gt;&lt;img src=x onerror=alert(1)&gt;\"></p>")]
    [InlineData("<blink>old</blink> <unknown-element>new</unknown-element>", "old new")]
    [InlineData("<svg><script>alert(1)</script><circle r=1 onload=x /></svg>", "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"1\"></svg>")]
    [InlineData("<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>", "<svg xmlns=\"http://www.w3.org/2000/svg\"><a><text>x</text></a></svg>")]
    [InlineData("<svg><animate attributeName=href values=javascript:alert(1) /><set /></svg>", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>")]
    [InlineData("<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>", "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mtext></mtext></math>")]
    [InlineData("<template><p>x</p></template>y", "y")]
    [InlineData("<plaintext><b>x</b>", "<b>x</b>")]
    [InlineData("one <a href=\"https://b.example/>two</a> three", "one <a href=\"https://b.example/\">two</a> three")]
    [InlineData("one <img alt='it is>two", "one <img alt=\"it\" />two")]
    [InlineData("it's <b title=\"x\">two</b>", "it's <b title=\"x\">two</b>")]
    [InlineData("<p title='a\"b'>\"</p>", "<p title=\"a&quot;b\">\"</p>")]
    public void Html_is_rewritten(string written, string kept)
    {
        if (written.StartsWith("<![CDATA", StringComparison.Ordinal))
            Assert.DoesNotContain('<', Clean(written));
        else
            Assert.Equal(kept, Clean(written));
    }

    [Theory]
    [InlineData("<svg><g><g/></g><circle/><rect/>x</svg>")]
    [InlineData("<svg><desc><p>x</desc></svg>")]
    [InlineData("<p><div><table><tr><td><li>x<td>y<tr>z</table></p>")]
    [InlineData("<a href=x><a href=y>z</a></a>")]
    [InlineData("</p><br></br><hr/>x<br/>")]
    public void Cleaning_twice_changes_nothing(string html)
    {
        var once = Clean(html);

        Assert.Equal(once, Clean(once));
    }

    [Theory]
    [InlineData("Ida <ida@a.example>", "Ida &lt;ida@a.example&gt;")]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("R&D <b>", "R&D <b>")]
    [InlineData(null, null)]
    public void A_plain_value_is_shown_as_it_is_only_where_it_could_do_nothing(string? plain, string? shown) => Assert.Equal(shown, FeedMarkup.Shown(plain));

    [Theory]
    [InlineData("<p>One</p><p>Two</p>", "One Two")]
    [InlineData("One<br>Two", "One Two")]
    [InlineData("un<b>brok</b>en", "unbroken")]
    [InlineData("a&nbsp;&amp;\n\n b", "a & b")]
    [InlineData("<script>x</script>a<style>y</style><!-- z -->b", "ab")]
    [InlineData("soft&shy;hy&#x200b;phen", "softhyphen")]
    [InlineData("<ul><li>1<li>2</ul>3", "1 2 3")]
    [InlineData("plain  text ", "plain text")]
    [InlineData("one <a href=\"x>two</a> three", "one two three")]
    public void Text_is_what_a_reader_sees(string html, string text) => Assert.Equal(text, HtmlText.Extract(html));

    [Theory]
    [InlineData("a <b>bold</b> word", true)]
    [InlineData("AT&amp;T", true)]
    [InlineData("one<br>two", true)]
    [InlineData("use the <b> tag", false)]
    [InlineData("the <blink> tag", false)]
    [InlineData("AT&T; R&D", false)]
    [InlineData("1 < 2 > 0", false)]
    public void Html_is_told_from_text(string text, bool html) => Assert.Equal(html, HtmlGuess.LooksLikeHtml(text));
}
