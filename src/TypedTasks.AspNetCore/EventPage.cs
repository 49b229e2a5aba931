using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.AspNetCore;

/// <summary>The page behind a link to an event. It shows names and labels alone, encoded.</summary>
internal static class EventPage
{
    private const string NoLink = "This link is not valid. It may have been cut when it was copied.";

    private const string Expired = "This link has expired.";

    public static Task ShowAsync(HttpContext context) => Read(context) switch
    {
        null => WriteAsync(context, StatusCodes.Status404NotFound, NoLink, []),
        { IsExpired: true } => WriteAsync(context, StatusCodes.Status410Gone, Expired, []),
        var link => WriteAsync(context, StatusCodes.Status200OK, $"Your answer to “{link.Event}”:", link.Labels),
    };

    public static async Task RaiseAsync(HttpContext context)
    {
        if (Read(context) is not { } link)
        {
            await WriteAsync(context, StatusCodes.Status404NotFound, NoLink, []);
            return;
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var choice = int.TryParse(form["choice"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        var outcome = await Links(context).RaiseAsync(Token(context), choice, context.RequestAborted);
        var (status, text) = outcome switch
        {
            null when link.IsExpired => (StatusCodes.Status410Gone, Expired),
            null => (StatusCodes.Status400BadRequest, "This link does not offer that answer."),
            RaiseOutcome.Recorded => (StatusCodes.Status200OK, $"Thank you. “{link.Labels[choice]}” is recorded."),
            RaiseOutcome.AlreadyRaised => (StatusCodes.Status409Conflict, "An answer was given before, and the first one stands."),
            RaiseOutcome.TimedOut => (StatusCodes.Status409Conflict, "The time to answer is over."),
            _ => (StatusCodes.Status409Conflict, "Nobody waits for this answer any more."),
        };
        await WriteAsync(context, status, text, []);
    }

    private static EventLink? Read(HttpContext context) => Links(context).Read(Token(context));

    private static IEventLinks Links(HttpContext context) => context.RequestServices.GetRequiredService<IEventLinks>();

    private static string Token(HttpContext context) => context.GetRouteValue("token") as string ?? "";

    private static Task WriteAsync(HttpContext context, int status, string text, IReadOnlyList<string> labels)
    {
        var html = HtmlEncoder.Default;
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\">")
            .Append("<title>Answer</title><style>body{font:1.1rem system-ui;margin:3rem auto;max-width:30rem;padding:0 1rem}button{font:inherit;margin:.5rem .5rem 0 0;padding:.6rem 1.2rem}</style></head><body><p>")
            .Append(html.Encode(text)).Append("</p>");
        if (labels.Count > 0)
        {
            page.Append("<form method=\"post\">");
            for (var i = 0; i < labels.Count; i++)
                page.Append(CultureInfo.InvariantCulture, $"<button name=\"choice\" value=\"{i}\">").Append(html.Encode(labels[i])).Append("</button>");
            page.Append("</form>");
        }

        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";

        // The URL is the right to answer: it goes to no other site and into no cache, and nobody frames the buttons.
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XFrameOptions = "DENY";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        return response.WriteAsync(page.Append("</body></html>").ToString(), context.RequestAborted);
    }
}
