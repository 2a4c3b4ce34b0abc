using static NewsMonitor.Feeds.Tests.Parsing.Documents;

namespace NewsMonitor.Feeds.Tests.Parsing;

public sealed class NoFeedTests
{
    [Theory]
    [InlineData("", "The body is empty.")]
    [InlineData(" \r\n ", "The body is blank.")]
    [InlineData("Service unavailable", "The body is plain text, not a feed.")]
    [InlineData("<!DOCTYPE html><html><body><p>Hello</body></html>", "This is an HTML page, not a feed.")]
    [InlineData("<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "This is an HTML page, not a feed.")]
    [InlineData("<!doctype html><title>Just a\n moment &amp;c</title>", "This is an HTML page (\"Just a moment &c\"), not a feed.")]
    [InlineData("<html><head><title>", "This is an HTML page, not a feed.")]
    [InlineData("<opml version='2.0'><body/></opml>", "This is a list of feeds or pages (<opml>), not a feed.")]
    [InlineData("<Error><Code>AccessDenied</Code></Error>", "The document's root is <Error>, which is no feed.")]
    [InlineData("<<<<", "There is no element in the document; it is no feed.")]
    public void What_is_no_feed_is_refused_with_what_it_is(string body, string reason) => Assert.Equal(reason, Refusal(body));

    [Fact]
    public void Undeclared_compression_is_named() =>
        Assert.Equal("The body is gzip data that the server did not declare, not a feed.", Refusal([0x1F, 0x8B, 8, 0, 0, 0]));

    [Fact]
    public void A_picture_is_named() => Assert.Equal("The body is a picture, not a feed.", Refusal([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10]));
}
