using System.Globalization;
using NewsMonitor.Feeds.Parsing.Dates;

namespace NewsMonitor.Feeds.Tests.Parsing;

public sealed class FeedDateTests
{
    private static string? Read(string text) => FeedDate.Parse(text)?.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("Tue, 08 Oct 2024 09:05:07 GMT", "2024-10-08T09:05:07")]
    [InlineData("Tue, 8 Oct 2024 09:05:07 +0200", "2024-10-08T07:05:07")]
    [InlineData("08 Oct 24 09:05 EDT", "2024-10-08T13:05:00")]
    [InlineData("Tue, 08 Oct 2024 09:05:07 PST", "2024-10-08T17:05:07")]
    [InlineData("Tue, 08 Oct 2024 09:05:07 -0430", "2024-10-08T13:35:07")]
    [InlineData("Tue,08 Oct 2024 09:05:07 Z", "2024-10-08T09:05:07")]
    [InlineData("Tuesday, 08-Oct-94 09:05:07 GMT", "1994-10-08T09:05:07")]
    [InlineData("Wed, 08 Oct 2024 09:05:07 GMT", "2024-10-08T09:05:07")]
    [InlineData("Tue Oct  8 09:05:07 2024", "2024-10-08T09:05:07")]
    [InlineData("Tue Oct 8 09:05:07 CEST 2024", "2024-10-08T07:05:07")]
    [InlineData("Tue, 08 Oct 2024 09:05:07 +02:00", "2024-10-08T07:05:07")]
    [InlineData("Tue, 08 Oct 2024 09:05:07 GMT+0200", "2024-10-08T07:05:07")]
    [InlineData("Tue, 08 Oct 2024 09:05:07 +0200 (CEST)", "2024-10-08T07:05:07")]
    [InlineData("Tue, 08 Oct 2024 24:00:00 GMT", "2024-10-09T00:00:00")]
    [InlineData("Sun, 31 Jun 2024 10:00:00 GMT", "2024-07-01T10:00:00")]
    [InlineData("08 October 2024", "2024-10-08T00:00:00")]
    [InlineData("October 8, 2024 9:05 PM", "2024-10-08T21:05:00")]
    [InlineData("8. Oktober 2024 09:05 MEZ", "2024-10-08T08:05:00")]
    [InlineData("mar., 08 oct. 2024 09:05:07 +0200", "2024-10-08T07:05:07")]
    [InlineData("8 août 2024 09:05", "2024-08-08T09:05:00")]
    [InlineData("8 de outubro de 2024", "2024-10-08T00:00:00")]
    [InlineData("8 октября 2024 09:05", "2024-10-08T09:05:00")]
    [InlineData("Τρί, 08 Οκτ 2024 09:05:07 EEST", "2024-10-08T06:05:07")]
    [InlineData("2024년 10월 08일 오후 09:05:07", "2024-10-08T21:05:07")]
    [InlineData("2024/10/08 09:05:07 +0900", "2024-10-08T00:05:07")]
    [InlineData("Tue, 2024/10/08 09:05:07 EDT", "2024-10-08T13:05:07")]
    [InlineData("10/28/2024 9:05 AM", "2024-10-28T09:05:00")]
    [InlineData("28.10.2024 09:05", "2024-10-28T09:05:00")]
    [InlineData("Tue Oct 08 2024 09:05:07 GMT+0200 (Central European Summer Time)", "2024-10-08T07:05:07")]
    [InlineData("Tuesday, October 8th, 2024 at 9:05pm", "2024-10-08T21:05:00")]
    [InlineData("8th Oct 2024 12:05 AM", "2024-10-08T00:05:00")]
    [InlineData("Tue, 08 Oct 2024 09:05:07 +0200 GMT", "2024-10-08T07:05:07")]
    [InlineData("Tue, 08 Oct 2024 09:05:07 A", "2024-10-08T09:05:07")]
    [InlineData("Tue, 08 Oct 2024 09:05:60 GMT", "2024-10-08T09:05:59")]
    [InlineData("Tue, 08 Oct 2024 9:5:7 GMT", "2024-10-08T09:05:07")]
    [InlineData("Tue, 08 Oct 2024\n 09:05:07\tGMT", "2024-10-08T09:05:07")]
    [InlineData("Tue 08 Oct, 2024 09:05:07 JST", "2024-10-08T00:05:07")]
    [InlineData("Oct. 8, 2024", "2024-10-08T00:00:00")]
    [InlineData("08/Oct/2024:09:05:07 +0200", "2024-10-08T07:05:07")]
    [InlineData("Sat Jan 04 16:29:06 PST 2003", "2003-01-05T00:29:06")]
    [InlineData("8 octombrie 2024, 09:05", "2024-10-08T09:05:00")]
    [InlineData("8 d’octubre de 2024", "2024-10-08T00:00:00")]
    [InlineData("8. oktober 2024 kl. 09:05", "2024-10-08T09:05:00")]
    [InlineData("8 жовтня 2024, 09:05", "2024-10-08T09:05:00")]
    [InlineData("8 Eki 2024 09:05", "2024-10-08T09:05:00")]
    [InlineData("8 أكتوبر 2024 09:05", "2024-10-08T09:05:00")]
    [InlineData("2024年10月8日 9時05分", "2024-10-08T09:05:00")]
    [InlineData("2024年10月08日 上午9:05", "2024-10-08T09:05:00")]
    [InlineData("2024. 10. 8. 오후 9:05:07", "2024-10-08T21:05:07")]
    [InlineData("2004-július-13T9:15-05:00", "2004-07-13T14:15:00")]
    [InlineData("08/10/2024 à 09h05", "2024-08-10T09:05:00")]
    [InlineData("08.10.2024, 09.05 Uhr", "2024-10-08T09:05:00")]
    public void Written_dates_are_read(string text, string utc) => Assert.Equal(utc, Read(text));

    [Theory]
    [InlineData("2024-10-08T09:05:07Z", "2024-10-08T09:05:07")]
    [InlineData("2024-10-08T09:05:07.123456Z", "2024-10-08T09:05:07")]
    [InlineData("2024-10-08t09:05:07z", "2024-10-08T09:05:07")]
    [InlineData("2024-10-08T09:05:07+02:00", "2024-10-08T07:05:07")]
    [InlineData("2024-10-08T09:05:07+0200", "2024-10-08T07:05:07")]
    [InlineData("2024-10-08T09:05:07-05", "2024-10-08T14:05:07")]
    [InlineData("2024-10-08T09:05+02:00", "2024-10-08T07:05:00")]
    [InlineData("2024-10-08 09:05:07", "2024-10-08T09:05:07")]
    [InlineData("2024-10-08 09:05:07 EST", "2024-10-08T14:05:07")]
    [InlineData("2024-10-08T9:05:07Z", "2024-10-08T09:05:07")]
    [InlineData("20241008T090507Z", "2024-10-08T09:05:07")]
    [InlineData("20241008", "2024-10-08T00:00:00")]
    [InlineData("2024-10-08", "2024-10-08T00:00:00")]
    [InlineData("2024-10", "2024-10-01T00:00:00")]
    [InlineData("2024", "2024-01-01T00:00:00")]
    [InlineData("2024-282", "2024-10-08T00:00:00")]
    [InlineData("2024-W41-2", "2024-10-08T00:00:00")]
    [InlineData("1728378307", "2024-10-08T09:05:07")]
    [InlineData("1728378307000", "2024-10-08T09:05:07")]
    [InlineData("2024-10-08T09:05:07.000+0000", "2024-10-08T09:05:07")]
    [InlineData("2024-10-08T09:05:07+02:00[Europe/Berlin]", "2024-10-08T07:05:07")]
    [InlineData("2024-10-08T09:05:07 00:00", "2024-10-08T09:05:07")]
    [InlineData("2024-10-08T09:05:07,5Z", "2024-10-08T09:05:07")]
    [InlineData("2024-10-08T24:00:00Z", "2024-10-09T00:00:00")]
    [InlineData("2024-10-08T09Z", "2024-10-08T09:00:00")]
    [InlineData("2024-10-08T0905Z", "2024-10-08T09:05:00")]
    [InlineData("2024-10-08T09:05:07\u221202:00", "2024-10-08T11:05:07")]
    [InlineData("2024-10-8", "2024-10-08T00:00:00")]
    [InlineData("24-10-08", "2024-10-08T00:00:00")]
    [InlineData("241008", "2024-10-08T00:00:00")]
    [InlineData("202410", "2024-10-01T00:00:00")]
    [InlineData("2024282", "2024-10-08T00:00:00")]
    [InlineData("2024W412", "2024-10-08T00:00:00")]
    public void Iso_dates_are_read(string text, string utc) => Assert.Equal(utc, Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("0000-00-00T00:00:00Z")]
    [InlineData("2024-13-45")]
    [InlineData("Tue, 99 Oct 2024")]
    [InlineData("9999-12-31T23:59:59-23:59")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("Tue, 08 Oct 999999999999 09:05:07 GMT")]
    [InlineData("::::")]
    [InlineData("+ - + -")]
    public void What_is_no_date_is_none(string text) => Assert.Null(FeedDate.Parse(text));

    [Fact]
    public void Dates_do_not_depend_on_the_machines_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in (string[])["tr-TR", "th-TH", "ar-SA", "fi-FI"])
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Equal(new DateTimeOffset(2024, 4, 8, 9, 5, 7, TimeSpan.Zero), FeedDate.Parse("Mon, 08 APRIL 2024 09:05:07 gmt"));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void One_bad_date_costs_the_date_only()
    {
        var entry = Documents.Item("<title>t</title><pubDate>soon</pubDate><link>https://a.example/1</link>");

        Assert.Equal(("t", "https://a.example/1", null), (entry.Title!.Text, entry.Link, entry.Published));
    }
}
