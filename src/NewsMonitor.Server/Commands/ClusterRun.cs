using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using NewsMonitor.Model;
using NewsMonitor.Stories;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Server.Commands;

/// <summary>
/// Articles through the story engines, one engine a language as in the server. Reading and analysing runs ahead of assigning, which keeps to
/// the order of the lines.
/// </summary>
public sealed class ClusterRun(StoryOptions options, bool explain)
{
    private const int BatchSize = 64;
    private const int BatchesAhead = 8;

    private readonly ArticleAnalyser _analyser = new(options);
    private readonly LanguageIdentifier _languages = new();
    private readonly Dictionary<string, StoryEngine> _engines = [];
    private readonly List<double> _milliseconds = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private TimeSpan _elapsed;
    private int _undated;

    /// <exception cref="InvalidDataException">A line is no article; the message names it. The lines before it were assigned and written.</exception>
    public async Task RunAsync(TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = Channel.CreateBounded<Prepared[]>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(input, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken))
            {
                foreach (var article in batch)
                    Assign(article, output);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await output.FlushAsync(CancellationToken.None);
            _elapsed = Stopwatch.GetElapsedTime(started);
        }
    }

    public async Task WriteStatisticsAsync(TextWriter output)
    {
        _milliseconds.Sort();
        using var process = Process.GetCurrentProcess();
        var text = FormattableString.Invariant(
            $"""
            {_milliseconds.Count} articles ({_undated} without a date) in {_elapsed.TotalSeconds:0.00} s: {_milliseconds.Count / Math.Max(_elapsed.TotalSeconds, 1e-9):0} articles/s
            {_engines.Values.Sum(e => e.OpenStories)} stories in {_engines.Count} languages
            ms an article, analysing and assigning: median {Percentile(0.5):0.000}, 95 % {Percentile(0.95):0.000}, 99 % {Percentile(0.99):0.000}, longest {Percentile(1):0.000}
            peak memory {process.PeakWorkingSet64 / 1048576.0:0} MB, allocated {GC.GetTotalAllocatedBytes() / 1048576.0:0} MB

            """);
        await output.WriteAsync(text);
    }

    private async Task ReadAsync(TextReader input, ChannelWriter<Prepared[]> batches, CancellationToken cancellationToken)
    {
        var batch = new List<Prepared>(BatchSize);
        Exception? error = null;
        try
        {
            var number = 0;
            while (await input.ReadLineAsync(cancellationToken) is { } line)
            {
                number++;
                if (string.IsNullOrWhiteSpace(line))
                    continue;
                var started = Stopwatch.GetTimestamp();
                var article = Parse(line, number);
                batch.Add(new Prepared(article, _analyser.Analyse(article), Stopwatch.GetElapsedTime(started)));
                if (batch.Count < BatchSize)
                    continue;
                await batches.WriteAsync([.. batch], cancellationToken);
                batch.Clear();
            }
        }
        catch (Exception e)
        {
            error = e;
        }

        if (batch.Count > 0 && !cancellationToken.IsCancellationRequested)
            await batches.WriteAsync([.. batch], cancellationToken);
        batches.TryComplete(error);
    }

    private Article Parse(string text, int number)
    {
        var line = ArticleLine.Parse(text, number);
        var title = line.Title ?? "";
        var body = line.Text ?? "";
        var published = DateTimeOffset.TryParse(
            line.Published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : (DateTimeOffset?)null;
        // Arrival is the order of the lines: an archive has no other.
        var arrived = DateTimeOffset.UnixEpoch.AddMilliseconds(number);
        return new Article
        {
            Id = line.Id,
            FeedId = "",
            Identity = line.Id,
            Source = line.Source ?? "",
            Url = line.Url,
            Title = title,
            Text = body,
            Language = _languages.Identify(line.Language, title, body),
            Published = published,
            FirstSeen = arrived,
            Updated = arrived,
            ContentHash = "",
        };
    }

    private void Assign(Prepared prepared, TextWriter output)
    {
        var started = Stopwatch.GetTimestamp();
        if (!_engines.TryGetValue(prepared.Article.Language, out var engine))
            _engines.Add(prepared.Article.Language, engine = new StoryEngine(options, _analyser));
        var assignment = engine.Assign(prepared.Analysed);
        if (engine.OpenStories > options.MaximumOpenStories)
            engine.Close(engine.ClosingTime(prepared.Article.FirstSeen));
        _milliseconds.Add((prepared.Preparing + Stopwatch.GetElapsedTime(started)).TotalMilliseconds);
        if (prepared.Article.Published is null)
            _undated++;
        output.Write(assignment.ArticleId);
        output.Write('\t');
        output.Write(assignment.StoryId);
        if (explain)
        {
            output.Write('\t');
            output.Write(string.Join("; ", assignment.Reasons).ReplaceLineEndings(" ").Replace('\t', ' '));
        }

        output.Write('\n');
    }

    private double Percentile(double share) =>
        _milliseconds.Count == 0 ? 0 : _milliseconds[Math.Min(_milliseconds.Count - 1, (int)(share * _milliseconds.Count))];

    private sealed record Prepared(Article Article, AnalysedArticle Analysed, TimeSpan Preparing);
}
