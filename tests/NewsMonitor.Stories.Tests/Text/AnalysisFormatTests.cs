using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Stories.Tests.Examples;
using NewsMonitor.Stories.Tests.Stage;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Tests.Text;

public sealed class AnalysisFormatTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20241008, 17);

    private readonly ArticleAnalyser _analyser = new(new StoryOptions());

    [Fact]
    public void Any_article_reads_back_as_it_was_analysed()
    {
        Check.One(Runs, Prop.ForAll<string?, string?, DateTime?>((title, text, published) =>
        {
            var date = published is { } day ? new DateTimeOffset(DateTime.SpecifyKind(day, DateTimeKind.Utc)) : (DateTimeOffset?)null;
            AssertSame(_analyser.Analyse(Wire.Article("a", WellFormed(title), text ?? "", date)));
        }));
    }

    [Fact]
    public void Real_articles_read_back_as_they_were_analysed()
    {
        foreach (var article in MinisterNews.Interleaved)
            AssertSame(_analyser.Analyse(article with { Url = "https://outlet.example/2024/10/08/call", Published = DateTimeOffset.MinValue }));
        AssertSame(_analyser.Analyse(Wire.Article("a", "最初の一歩", new string('長', 10_000), DateTimeOffset.MaxValue, "ja")));
    }

    [Fact]
    public void What_another_version_wrote_or_what_is_cut_off_is_not_read()
    {
        var bytes = _analyser.Analyse(MinisterNews.TheCall[0]).ToBytes();

        Assert.Null(AnalysedArticle.FromBytes("a", []));
        Assert.Null(AnalysedArticle.FromBytes("a", [(byte)(bytes[0] - 1), .. bytes[1..]]));
        for (var length = 0; length < bytes.Length; length++)
            Assert.Null(AnalysedArticle.FromBytes("a", bytes.AsSpan(0, length)));
    }

    [Fact]
    public void Damaged_bytes_never_throw()
    {
        var bytes = _analyser.Analyse(MinisterNews.TheCall[0]).ToBytes();
        Check.One(Runs, Prop.ForAll<int, byte>((at, value) =>
        {
            var damaged = (byte[])bytes.Clone();
            damaged[(int)((uint)at % (uint)bytes.Length)] = value;
            _ = AnalysedArticle.FromBytes("a", damaged);
        }));
    }

    private static void AssertSame(AnalysedArticle article)
    {
        var read = AnalysedArticle.FromBytes(article.Id, article.ToBytes())!;

        Assert.Equal((article.Id, article.Title, article.Language), (read.Id, read.Title, read.Language));
        Assert.Equal((article.Published, article.Arrived, article.InferredDay, article.BodyTerms), (read.Published, read.Arrived, read.InferredDay, read.BodyTerms));
        Assert.Equal(article.Terms, read.Terms);
        Assert.Equal(article.Weights, read.Weights);
        Assert.Equal(article.Names, read.Names);
        Assert.Equal(article.Sketch, read.Sketch);
        Assert.Equal((article.Encounter, article.Times), (read.Encounter, read.Times));
    }

    /// <summary>A title out of a database has no halves of characters.</summary>
    private static string WellFormed(string? title) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(title ?? ""));
}
