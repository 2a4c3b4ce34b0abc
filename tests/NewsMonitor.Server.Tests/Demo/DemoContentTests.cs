using NewsMonitor.Server.Demo.Press;

namespace NewsMonitor.Server.Tests.Demo;

public sealed class DemoContentTests
{
    private static readonly DemoContent Content = DemoContent.Load();

    [Fact]
    public void There_are_fifteen_stories_of_three_to_seven_articles_each()
    {
        Assert.Equal(15, Content.Stories.Count);
        Assert.All(Content.Stories, story => Assert.InRange(story.Articles.Count(article => article.IsNew), 3, 7));
    }

    [Fact]
    public void Articles_are_of_realistic_length() =>
        Assert.All(Content.Articles, article => Assert.InRange(Words(article), 80, 250));

    [Fact]
    public void Every_outlet_is_known_and_has_something_to_say()
    {
        var outlets = Outlets.All.Select(outlet => outlet.Id).Order(StringComparer.Ordinal);

        Assert.Equal(outlets, Content.Articles.Select(article => article.Outlet).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_call_and_the_visit_overlap_on_the_wire()
    {
        var call = Times("the-call");
        var visit = Times("the-visit");

        Assert.True(call.Min() < visit.Max() && visit.Min() < call.Max());

        double[] Times(string story) => [.. Content.Articles.Where(article => article.Story == story).Select(article => article.At)];
    }

    [Fact]
    public void A_copy_an_edit_and_a_republication_come_after_what_they_repeat()
    {
        string?[] repeated = [.. Content.Articles.Select(article => article.CopyOf ?? article.EditOf ?? article.RepublicationOf)];

        Assert.Equal(3, repeated.Count(id => id is not null));
        Assert.All(Content.Articles.Zip(repeated), pair => Assert.True(pair.Second is null || Content.Find(pair.Second).At < pair.First.At));
    }

    [Fact]
    public void No_two_articles_of_an_outlet_share_a_link()
    {
        var links = Content.Articles.Where(article => article.IsNew).Select(article => (article.Outlet, Outlet(article).Link(article))).ToList();

        Assert.Equal(links.Count, links.Distinct().Count());
    }

    private static int Words(DemoArticle article) =>
        article.Paragraphs.Append(article.Title).Sum(paragraph => paragraph.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length);

    private static Outlet Outlet(DemoArticle article) => Outlets.All.Single(outlet => outlet.Id == article.Outlet);
}
