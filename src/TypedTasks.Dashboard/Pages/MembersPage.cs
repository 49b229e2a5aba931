using System.Globalization;
using TypedTasks.Dashboard.Graph;
using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;

namespace TypedTasks.Dashboard.Pages;

/// <summary>The members of a group, by page.</summary>
internal static class MembersPage
{
    private const int PageSize = 50;

    public static async ValueTask<Page> GetAsync(PageRequest request)
    {
        var (id, path) = (request.Route("id"), OutlineLinks.PathOf(request.Query("path")));
        var first = int.TryParse(request.Query("first"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var found = await PageRequest.FindAsync(() => request.Reader.GetMembersAsync(id, path, first, PageSize, request.Cancelled)).ConfigureAwait(false);
        if (found is not { } members)
            return Page.NotFound(request, "flows", "The store knows no such group of this flow.");
        var here = request.Root.To($"flows/{Uri.EscapeDataString(id)}/members").With("path", request.Query("path"));
        return Page.Of(request, "flows", "Members", page =>
        {
            page.Write($"""<p class="small"><a href="{request.Root.Flow(id)}">The flow</a> <span class="soft">› members of {(path.Length > 0 ? path : "the root")}</span></p><h1>{(members.Total is { } total ? Words.Count(total, "member", "members") : "Members")}</h1>""");
            page.Write($"""<form class="filter" method="get"><input type="hidden" name="path" value="{request.Query("path")}"><label>From number <input name="first" inputmode="numeric" value="{first}"></label><button class="main">Show</button></form>""");
            if (members.Members.Count == 0)
                page.Write($"""<p class="card">There is no member {first} or later.</p>""");
            page.Write($"""<div class="card"><ul class="tree">""");
            for (var i = 0; i < members.Members.Count; i++)
            {
                page.Write($"""<li><span class="soft small">{members.First + i}</span>""");
                OutlineList.Write(page, members.Members[i], new(request.Root, id), $"m{i}");
                page.Write($"</li>");
            }

            page.Write($"""</ul></div><nav class="pages" aria-label="Pages of the list">""");
            if (members.First > 0)
                page.Write($"""<a class="button" href="{here.With("first", Math.Max(0, members.First - PageSize).ToString(CultureInfo.InvariantCulture))}">Before</a>""");
            if (members.Total is not { } all || members.First + members.Members.Count < all)
                page.Write($"""<a class="button" href="{here.With("first", (members.First + PageSize).ToString(CultureInfo.InvariantCulture))}">Next</a>""");
            page.Write($"</nav>");
        });
    }
}
