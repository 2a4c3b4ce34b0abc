using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NewsMonitor.Feeds;
using NewsMonitor.Feeds.Opml;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Security;

namespace NewsMonitor.Server.Api.Feeds;

/// <summary><c>/api/v1/feeds/opml</c>: lists of feeds, from and to other programs.</summary>
internal static class OpmlApi
{
    public const string ContentType = "text/x-opml; charset=utf-8";

    public static void MapOpml(this RouteGroupBuilder feeds)
    {
        // For whoever reads the body before the handler does.
        var limit = ((IEndpointRouteBuilder)feeds).ServiceProvider.GetRequiredService<FeedOptions>().Opml.MaximumBytes;
        feeds.MapPost("/opml", ImportAsync).WithName("importFeeds").WithMetadata(new RequestSizeLimitAttribute(limit + 1L))
            .WithSummary("Watches the feeds of an OPML document, which is the body whatever its Content-Type. Answers what became of every line.");
        feeds.MapGet("/opml", ExportAsync).WithName("exportFeeds").WithSummary("All feeds as OPML 2.0, a folder for each tag. Credentials are left out.").Opens(ApiScope.Read);
    }

    private static async Task<Ok<OpmlImportBody>> ImportAsync(
        HttpRequest request, OpmlImporter importer, FeedOptions options, CancellationToken cancellationToken)
    {
        // A list of feeds may be larger than anything else that is posted. The server's own limit would end the connection before the answer says why.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        if (request.ContentLength > options.Opml.MaximumBytes)
            throw OpmlReader.TooLarge(request.ContentLength.Value, options.Opml);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            body.Write(buffer, 0, read);
            if (body.Length > options.Opml.MaximumBytes)
                throw OpmlReader.TooLarge(body.Length, options.Opml);
        }

        var document = OpmlReader.Read(body.GetBuffer().AsMemory(0, (int)body.Length), request.ContentType, options.Opml);
        return TypedResults.Ok(OpmlImportBody.From(await importer.ImportAsync(document, cancellationToken)));
    }

    private static async Task<FileContentHttpResult> ExportAsync(IFeedStore store, TimeProvider clock, CancellationToken cancellationToken) =>
        TypedResults.File(await OpmlWriter.WriteAsync(store, clock.GetUtcNow(), cancellationToken), ContentType, "newsmonitor.opml");
}

/// <summary>What became of an imported list of feeds.</summary>
/// <param name="Added">Watched from now on.</param>
/// <param name="Present">Watched already, or there twice; left as they are.</param>
/// <param name="Refused">Not taken, with the reason.</param>
/// <param name="Warnings">What was wrong with the document as a whole and was read nevertheless.</param>
internal sealed record OpmlImportBody(OpmlLineBody[] Added, OpmlLineBody[] Present, OpmlLineBody[] Refused, string[] Warnings)
{
    public static OpmlImportBody From(OpmlImport import) => new(Lines(import.Added), Lines(import.Present), Lines(import.Refused), [.. import.Warnings]);

    private static OpmlLineBody[] Lines(IReadOnlyList<OpmlLine> lines) => [.. lines.Select(line => new OpmlLineBody(line.Line, line.FeedId, line.Url, line.Title, line.Note))];
}

/// <param name="Line">In the document, from 1.</param>
/// <param name="Feed">Id of the feed; null when it was refused.</param>
/// <param name="Note">Why it was refused, or what was changed of it; null when there is nothing to say.</param>
internal sealed record OpmlLineBody(int Line, string? Feed, string? Url, string? Title, string? Note);
