using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Html;

/// <summary>Pieces that several pages have.</summary>
internal static class Parts
{
    // As many as ActionBy takes.
    private const int MostReason = 1000;

    /// <summary>A list of flows.</summary>
    /// <param name="flows">The flows.</param>
    /// <param name="root">Leads to their pages.</param>
    /// <param name="ticks">Whether they can be selected.</param>
    public static Action<Markup> Flows(IReadOnlyList<FlowSummary> flows, Root root, bool ticks = false) => page =>
    {
        page.Write($"""<div class="table stack"><table><thead><tr>""");
        if (ticks)
            page.Write($"""<th class="tick"><input type="checkbox" data-all="flow" aria-label="Select all flows of this page"></th>""");
        page.Write($"""<th scope="col">Flow</th><th scope="col">State</th><th scope="col">Tasks</th><th scope="col">Accepted</th><th scope="col">Took</th><th scope="col">Failure</th></tr></thead><tbody>""");
        foreach (var flow in flows)
        {
            page.Write($"<tr>");
            if (ticks)
                page.Write($"""<td class="tick"><input type="checkbox" name="flow" value="{flow.FlowId}" aria-label="Select {flow.Name ?? flow.FlowId}"></td>""");
            page.Write($"""<th scope="row"><a href="{root.Flow(flow.FlowId)}"><bdi>{flow.Name ?? flow.FlowId}</bdi></a>""");
            if (flow.Name is not null)
                page.Write($"""<br><span class="soft code">{flow.FlowId}</span>""");
            page.Write($"""</th><td>{States.Badge(flow.State)}""");
            if (flow.QuietSince is not null)
                page.Write($""" <span class="state wait">Quiet</span>""");
            if (flow.IsLate)
                page.Write($""" <span class="state wait">Late</span>""");
            page.Write($"""</td><td data-name="Tasks"><bdi>{Words.Short(string.Join(", ", flow.Tasks), 80)}</bdi></td><td data-name="Accepted">{Words.Time(flow.AcceptedAt)}</td><td class="brief" data-name="Took">{Words.Span(flow.EndedAt - flow.AcceptedAt)}</td><td><bdi>{Words.Short(flow.Failure is { } failure ? $"{ShortType(failure.Type)}: {failure.Message}" : null, 110)}</bdi></td></tr>""");
        }

        page.Write($"</tbody></table></div>");
    };

    /// <summary>A button with a field for the reason, which every action asks for.</summary>
    public static Action<Markup> Act(string what, string label, string look = "") => page => page.Write($"""
        <details><summary class="button">{label}</summary><form method="post" class="row">{Reason()}<button class="main {look}" name="do" value="{what}">{label}</button></form></details>
        """);

    /// <summary>The way to the next page.</summary>
    public static Action<Markup> More(PageLink here, string? token, bool isFirst) => page =>
    {
        if (token is null && isFirst)
            return;
        page.Write($"""<nav class="pages" aria-label="Pages of the list">""");
        if (!isFirst)
            page.Write($"""<a class="button" href="{here}">First page</a>""");
        if (token is not null)
            page.Write($"""<a class="button" href="{here.With("after", token)}">Next page</a>""");
        page.Write($"</nav>");
    };

    /// <summary>Parts of a whole, as a bar; the words stand beside it.</summary>
    public static Action<Markup> Bar(params (string Look, double Part)[] parts) => page =>
    {
        var whole = parts.Sum(static p => p.Part);
        page.Write($"""<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">""");
        var at = 0.0;
        foreach (var (look, part) in parts.Where(p => p.Part > 0 && whole > 0))
        {
            page.Write($"""<rect class="bar-{look}" x="{at}" y="0" width="{part / whole * 100}" height="8"/>""");
            at += part / whole * 100;
        }

        page.Write($"</svg>");
    };

    /// <summary>Views of the same thing beside each other.</summary>
    public static Action<Markup> Tabs(params (string Text, PageLink Link, bool IsCurrent)[] tabs) => page => page.Write($"""<ul class="tabs">{Links(tabs)}</ul>""");

    /// <summary>Links of a list, of which one leads here.</summary>
    public static Action<Markup> Links(IEnumerable<(string Text, PageLink Link, bool IsCurrent)> links) => page =>
    {
        foreach (var (text, link, isCurrent) in links)
        {
            if (isCurrent)
                page.Write($"""<li><a href="{link}" aria-current="true">{text}</a></li>""");
            else
                page.Write($"""<li><a href="{link}">{text}</a></li>""");
        }
    };

    /// <summary>The field for the reason, which every action asks for.</summary>
    public static Action<Markup> Reason(string label = "Why, for whoever reads it later") => page =>
        page.Write($"""<label class="wide">{label} <input name="reason" required maxlength="{MostReason}" autocomplete="off"></label>""");

    public static Action<Markup> Value(string title, ShownValue? value) => page =>
    {
        if (value is null)
            return;
        page.Write($"<h3>{title}</h3>");
        if (value.Json is not null)
            page.Write($"""<pre tabindex="0"><bdi>{value.Json}</bdi></pre>""");
        if (value.Note is not null)
            page.Write($"""<p class="soft small">{value.Note}</p>""");
    };

    /// <summary>The name of a type without its namespace.</summary>
    public static string ShortType(string type) => type[(type.LastIndexOf('.') + 1)..];
}
