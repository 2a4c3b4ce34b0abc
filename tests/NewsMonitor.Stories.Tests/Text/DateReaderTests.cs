using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Tests.Text;

public sealed class DateReaderTests
{
    [Theory]
    [InlineData("October 8, 2024", "2024-10-08")]
    [InlineData("BEIJING, Oct. 8th, 2024 (Agency)", "2024-10-08")]
    [InlineData("8 October 2024 Last updated at 12:42 GMT", "2024-10-08")]
    [InlineData("el 8 de octubre de 2024", "2024-10-08")]
    [InlineData("le 8 octobre 2024", "2024-10-08")]
    [InlineData("2024-10-08", "2024-10-08")]
    [InlineData("Last updated 15:48 15/09/2013", "2013-09-15")]
    [InlineData("Posted 09/15/2013", "2013-09-15")]
    [InlineData("Posted 2/3/2009", null)]
    [InlineData("October 8", null)]
    [InlineData("31 February 2023", null)]
    [InlineData("in May 2023 the company", null)]
    [InlineData("2,024 people", null)]
    public void The_first_full_date_is_found(string text, string? expected)
    {
        Assert.Equal(expected, Day(First(text)));
    }

    [Theory]
    [InlineData("https://outlet.example/2024/10/08/ministers", "2024-10-08")]
    [InlineData("https://outlet.example/world/2024/oct/08/ministers", "2024-10-08")]
    [InlineData("https://outlet.example/2024/2/3/ministers", "2024-02-03")]
    [InlineData("https://outlet.example/ministers-2024-10-08", "2024-10-08")]
    [InlineData("https://outlet.example/article/20241008/ministers", "2024-10-08")]
    [InlineData("https://outlet.example/2024/10/ministers", null)]
    [InlineData("https://outlet.example/id/120241008", null)]
    [InlineData("https://outlet.example/2024/13/08/ministers", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_url_shows_the_day_in_its_path(string? url, string? expected)
    {
        Assert.Equal(expected, Day(DateReader.OfUrl(url)));
    }

    private static int? First(string text)
    {
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];
        var tokens = new Tokenizer(text, buffer);
        var dates = default(DateReader);
        while (tokens.MoveNext())
        {
            dates.Add(tokens.Current, tokens.Kind);
            if (dates.Day is { } day)
                return day;
        }

        return null;
    }

    private static string? Day(int? day) =>
        day is { } days ? DateOnly.FromDayNumber(new DateOnly(1970, 1, 1).DayNumber + days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null;
}
