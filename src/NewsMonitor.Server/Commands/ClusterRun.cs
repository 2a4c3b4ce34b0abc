using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using NewsMonitor.Model;
using NewsMonitor.Stories;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Server.Commands;

/// <summary>
/// Articles through the story engines, one engine a language as in the server. Reading and analysing runs ahead of assigning, which keeps to
/// the order of the lines.
/// </summary>
/// <param name="options">The engine's.</param>
/// <param name="explain">Whether to write reasons.</param>
/// <param name="final">Whether to have second thoughts and write what stands at the end, instead of the first assignment at once.</param>
public sealed class ClusterRun(StoryOptions options, bool explain, bool final = false)
{
    private const int BatchSize = 64;
    private const int BatchesAhead = 8;

    private readonly ArticleAnalyser _analyser = new(options);
    private readonly LanguageIdentifier _languages = new();
    private readonly Dictionary<string, StoryEngine> _engines = [];
    private readonly Dictionary<string, ReviewedStream> _streams = [];
    private readonly List<(StoryAssignment First, string Language)> _first = [];
    private readonly List<double> _milliseconds = [];
    private readonly List<long> _assigned = [];
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
                {
                    Assign(article, output);
                    _assigned.Add(Stopwatch.GetTimestamp());
                }
            }

            WriteFinal(output, cancellationToken);
        }
        catch (InvalidDataException)
        {
            WriteFinal(output, cancellationToken);
            throw;
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
            {_milliseconds.Count} articles ({_undated} without a date) in {_elapsed.TotalSeconds:0.00} s: {_milliseconds.Count / Math.Max(_elapsed.TotalSeconds, 1e-9):0} articles/s{SecondHalf()}
            {_engines.Values.Sum(e => e.OpenStories) + _streams.Values.Sum(s => s.Stories)} stories in {_engines.Count + _streams.Count} languages{SecondThoughts()}
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
        if (prepared.Article.Published is null)
            _undated++;
        if (final)
        {
            var language = prepared.Article.Language;
            if (!_streams.TryGetValue(language, out var stream))
                _streams.Add(language, stream = new ReviewedStream(options, _analyser));
            _first.Add((stream.Assign(prepared.Analysed), language));
            _milliseconds.Add((prepared.Preparing + Stopwatch.GetElapsedTime(started)).TotalMilliseconds);
            return;
        }

        if (!_engines.TryGetValue(prepared.Article.Language, out var engine))
            _engines.Add(prepared.Article.Language, engine = new StoryEngine(options, _analyser));
        var assignment = engine.Assign(prepared.Analysed);
        if (engine.OpenStories > options.MaximumOpenStories)
            engine.Close(engine.ClosingTime(prepared.Article.FirstSeen));
        _milliseconds.Add((prepared.Preparing + Stopwatch.GetElapsedTime(started)).TotalMilliseconds);
        Write(output, assignment.ArticleId, assignment.StoryId, assignment.Reasons);
    }

    /// <summary>What stands after second thoughts, where they were asked for; else all has been written.</summary>
    private void WriteFinal(TextWriter output, CancellationToken cancellationToken)
    {
        var stories = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        foreach (var (language, stream) in _streams)
        {
            stream.Settle(cancellationToken);
            stories.Add(language, stream.Current());
        }

        foreach (var (first, language) in _first)
        {
            var change = _streams[language].LastChange(first.ArticleId);
            Write(output, first.ArticleId, stories[language][first.ArticleId], change is null ? first.Reasons : [change.Kind.ToString(), .. change.Reasons]);
        }
    }

    private void Write(TextWriter output, string articleId, string storyId, string[] reasons)
    {
        output.Write(articleId);
        output.Write('\t');
        output.Write(storyId);
        if (explain)
        {
            output.Write('\t');
            output.Write(string.Join("; ", reasons).ReplaceLineEndings(" ").Replace('\t', ' '));
        }

        output.Write('\n');
    }

    private string SecondThoughts() => final
        ? FormattableString.Invariant($"; second thoughts: {_streams.Values.Sum(s => s.Changes)} changes in {_streams.Values.Sum(s => s.Reviews)} looks") : "";

    /// <summary>The rate once the program has been compiled and its tables are read: of a short file, starting takes half the time.</summary>
    private string SecondHalf()
    {
        var half = _assigned.Count / 2;
        return half == 0 ? ""
            : FormattableString.Invariant($" (second half: {(_assigned.Count - half) / Math.Max(Stopwatch.GetElapsedTime(_assigned[half - 1], _assigned[^1]).TotalSeconds, 1e-9):0})");
    }

    private double Percentile(double share) =>
        _milliseconds.Count == 0 ? 0 : _milliseconds[Math.Min(_milliseconds.Count - 1, (int)(share * _milliseconds.Count))];

    private sealed record Prepared(Article Article, AnalysedArticle Analysed, TimeSpan Preparing);
}
