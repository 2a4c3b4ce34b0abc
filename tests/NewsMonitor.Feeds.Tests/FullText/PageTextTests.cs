using NewsMonitor.Feeds.FullText;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Tests.FullText;

/// <summary>Which page is the article's, in scripts with and without spaces.</summary>
public sealed class PageTextTests
{
    [Theory]
    [InlineData("上海港星期一因大雾关闭，渡轮触礁，乘客全部获救", "星期一清晨，一艘渡轮在大雾中触礁。海岸警卫队表示，二百多名乘客已经获救。上海的港口在下午重新开放。")]
    [InlineData("濃霧でフェリーが座礁、乗客は全員無事と海上保安庁が発表", "月曜日の朝、濃霧の中でフェリーが岩に乗り上げた。海上保安庁によると、乗客二百人あまりは救命艇で救助された。")]
    [InlineData("เรือเฟอร์รี่เกยตื้นกลางหมอกหนา ผู้โดยสารปลอดภัย", "เมื่อเช้าวันจันทร์ เรือเฟอร์รี่ลำหนึ่งชนโขดหินในหมอกหนา ผู้โดยสารทุกคนปลอดภัยแล้ว")]
    [InlineData("Ferry aground near Skarvik, passengers safe", "The ferry ran onto rocks near the harbour of Skarvik on Monday.")]
    public void A_page_that_says_what_the_title_says_in_other_words_is_the_articles(string title, string text) => Assert.Null(Choose(title, text));

    [Theory]
    [InlineData("上海港星期一因大雾关闭，渡轮触礁，乘客全部获救", "我们和我们的合作伙伴使用小型文本文件来改进服务。请点击同意以继续阅读，或者在设置中管理您的选择。")]
    [InlineData("濃霧でフェリーが座礁、乗客は全員無事と海上保安庁が発表", "このサイトを利用するには同意が必要です。詳しくは利用規約を確認してください。同意しない場合は閉じてください。")]
    [InlineData("เรือเฟอร์รี่เกยตื้นกลางหมอกหนา ผู้โดยสารปลอดภัย", "เว็บไซต์นี้ใช้คุกกี้เพื่อปรับปรุงการให้บริการ กรุณากดยอมรับเพื่ออ่านต่อ")]
    [InlineData("Ferry aground near Skarvik, passengers safe", "We value your privacy. Before you continue, we ask for your consent to store information on your device.")]
    public void A_wall_is_not(string title, string text) => Assert.Equal("The page is about something else than the article.", Choose(title, text));

    private static string? Choose(string title, string text)
    {
        var article = new Article
        {
            Id = "a", FeedId = "f", Identity = "a", Source = "outlet.example", Title = title, Text = "", Language = "und", ContentHash = "",
            FirstSeen = DateTimeOffset.UnixEpoch, Updated = DateTimeOffset.UnixEpoch,
        };
        return PageText.Choose(article, new PageText(text, null), 10);
    }
}
