using Microsoft.AspNetCore.Http;
using TypedTasks.Dashboard.Html;

namespace TypedTasks.Dashboard.Serving;

/// <summary>What is answered: bytes that were written before the first of them is sent, so that a failure is never half a page.</summary>
internal sealed record Page(int Status, string Type, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Where to go instead, relative to the page that was asked for; null for here.</summary>
    public string? Location { get; init; }

    /// <summary>The name under which a browser saves it; null where it shows it.</summary>
    public string? FileName { get; init; }

    public static Page Of(PageRequest request, string place, string title, Action<Markup> content, int status = StatusCodes.Status200OK, Said? said = null)
    {
        var markup = new Markup();
        var frame = request.Frame(place, title);
        Layout.Write(markup, said is null ? frame : frame with { Said = said }, content);
        return new(status, "text/html; charset=utf-8", markup.Bytes);
    }

    public static Page NotFound(PageRequest request, string place, string what) =>
        Of(request, place, "Not found", page => page.Write($"<h1>Not found</h1><p>{what}</p>"), StatusCodes.Status404NotFound);

    /// <summary>Shows a page anew after something was done, so that reloading it does not do it again.</summary>
    public static Page SeeOther(PageLink link, Said said) =>
        new(StatusCodes.Status303SeeOther, "text/plain", default) { Location = link.With("said", Notices.Write(said)).Value };
}
