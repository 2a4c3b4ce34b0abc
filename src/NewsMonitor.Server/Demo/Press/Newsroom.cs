namespace NewsMonitor.Server.Demo.Press;

/// <summary>What each outlet's feed shows at a moment of the demo.</summary>
public sealed class Newsroom(DemoContent content)
{
    /// <summary>The outlet's items, newest appearance first; an edit stands where its article stood.</summary>
    /// <param name="outlet">Whose feed.</param>
    /// <param name="at">Seconds after the start, at pace 1.</param>
    public IReadOnlyList<DemoArticle> Items(Outlet outlet, double at)
    {
        var items = new List<DemoArticle>();
        foreach (var article in content.Articles.Where(article => article.Outlet == outlet.Id && article.At <= at))
        {
            var replaced = article.EditOf ?? article.RepublicationOf;
            var place = replaced is null ? -1 : items.FindIndex(item => item.Id == replaced);
            if (place < 0)
                items.Insert(0, article);
            else
                items[place] = article;
        }

        return items;
    }
}
