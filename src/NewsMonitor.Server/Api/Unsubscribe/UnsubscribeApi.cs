using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Alerts.Channels.Mail;

namespace NewsMonitor.Server.Api.Unsubscribe;

/// <summary>
/// <c>/unsubscribe/...</c>: where the links in mails lead. A GET only asks, because programs that look through mail follow links; a POST ends the mail,
/// from the page's button or from a mail program (RFC 8058, section 3.2). Outside <c>/api</c>: whoever gets mail has no key but the link.
/// </summary>
internal static class UnsubscribeApi
{
    public static void MapUnsubscribe(this IEndpointRouteBuilder root)
    {
        const string Route = UnsubscribeLink.Path + "{endpoint}/{signature}";
        root.MapGet(Route, AskAsync).ExcludeFromDescription();
        root.MapPost(Route, EndAsync).ExcludeFromDescription();
    }

    private static async Task<ContentHttpResult> AskAsync(HttpContext context, string endpoint, string signature, Unsubscribing unsubscribing, CancellationToken cancellationToken)
    {
        if (await unsubscribing.FindAsync(endpoint, signature, cancellationToken) is not { } found)
            return Unknown(context);
        return found.DisabledReason == Unsubscribing.Reason
            ? Page(context, 200, "No mail is sent to this address any more.")
            : Page(context, 200, "End this mail?", """<form method="post"><button>End this mail</button></form>""");
    }

    private static async Task<ContentHttpResult> EndAsync(HttpContext context, string endpoint, string signature, Unsubscribing unsubscribing, CancellationToken cancellationToken) =>
        await unsubscribing.EndAsync(endpoint, signature, cancellationToken)
            ? Page(context, 200, "No mail is sent to this address any more.")
            : Unknown(context);

    private static ContentHttpResult Unknown(HttpContext context) => Page(context, 404, "This link is not one of ours. Was it cut off?");

    private static ContentHttpResult Page(HttpContext context, int status, string sentence, string form = "")
    {
        // The address is as good as a key: it is not passed on, kept or framed.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; form-action 'self'; frame-ancestors 'none'";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Text(
            $"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>NewsMonitor</title></head><body><p>{sentence}</p>{form}</body></html>""",
            "text/html", Encoding.UTF8, status);
    }
}
