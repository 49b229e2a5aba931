using Microsoft.AspNetCore.Http;
using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;

namespace TypedTasks.Dashboard.Pages;

/// <summary>Finds flows, and retries or cancels many of them.</summary>
internal static class FlowsPage
{
    private const int PageSize = 50;

    public static async ValueTask<Page> GetAsync(PageRequest request)
    {
        var selection = FlowSelection.Of(request);
        if (selection.Problem is { } problem)
            return Show(request, selection, new([], null), new(problem, false), StatusCodes.Status400BadRequest);
        try
        {
            return Show(request, selection, await request.Reader.FindAsync(selection.Filter, PageSize, request.Query("after"), request.Cancelled).ConfigureAwait(false), null);
        }
        catch (ArgumentException e)
        {
            return Show(request, selection, new([], null), new(e.Message, false), StatusCodes.Status400BadRequest);
        }
    }

    private static Page Show(PageRequest request, FlowSelection selection, FlowPage flows, Said? said, int status = StatusCodes.Status200OK) =>
        Page.Of(request, "flows", "Flows", page => Write(page, request, selection, flows), status, said);

    private static void Write(Markup page, PageRequest request, FlowSelection selection, FlowPage flows)
    {
        page.Write($"""<h1>Flows</h1>{request.Follow(request.Root.To("live"))}""");
        Filter(page, selection);
        page.Write($"""<form method="post" action="{selection.At(request.Root.To("flows"))}"><div data-live="flows">""");
        if (flows.Flows.Count == 0)
            page.Write($"""<p class="card">No flow is like that. {(selection.Prefix is null ? "" : "An id or a name is looked for from its first letter on.")}</p>""");
        else
            page.Write($"""<div class="card">{Parts.Flows(flows.Flows, request.Root, request.MayOperate)}</div>""");
        page.Write($"</div>");
        if (request.MayOperate && flows.Flows.Count > 0)
        {
            page.Write($"""
                <div class="row"><button name="do" value="retry">Retry selected</button><button name="do" value="cancel" class="bad">Cancel selected</button>
                <button name="do" value="retry-all">Retry all that match …</button><button name="do" value="cancel-all" class="bad">Cancel all that match …</button></div>
                """);
        }

        page.Write($"""</form>{Parts.More(selection.At(request.Root.To("flows")), flows.ContinuationToken, request.Query("after") is null)}""");
        page.Write($"""<p class="small">This list as <a href="{selection.At(request.Root.To("flows.csv"))}">CSV</a> or <a href="{selection.At(request.Root.To("flows.json"))}">JSON</a>, 10,000 flows at most.</p>""");
    }

    private static void Filter(Markup page, FlowSelection selection)
    {
        page.Write($"""<form class="filter" method="get" role="search"><label>State <select name="state">""");
        Option("", "Any");
        foreach (var state in (ReadOnlySpan<FlowState>)[FlowState.Running, FlowState.Failed, FlowState.Compensating, FlowState.Succeeded, FlowState.Cancelled])
            Option(state.ToString(), States.Word(state));
        page.Write($"""
            </select></label><label>Id or name begins with <input name="prefix" value="{selection.Prefix}"></label><label>Task <input name="task" value="{selection.Task}"></label>
            <label>Header <input name="header" placeholder="tenant=contoso" value="{selection.Header}"></label>
            <label>Accepted from (UTC) <input type="datetime-local" name="from" value="{selection.From}"></label><label>Accepted before (UTC) <input type="datetime-local" name="before" value="{selection.Before}"></label>
            """);
        if (selection.Failure is { } failure)
            page.Write($"""<label>Kind of failure <input name="failure" value="{failure}"></label>""");
        if (selection.IsQuiet)
            page.Write($"""<label>Quiet only <input type="checkbox" name="quiet" value="1" checked></label>""");
        if (selection.IsLate)
            page.Write($"""<label>Late only <input type="checkbox" name="late" value="1" checked></label>""");
        page.Write($"""<button class="main">Find</button></form>""");

        void Option(string value, string text)
        {
            if (value == selection.State)
                page.Write($"""<option value="{value}" selected>{text}</option>""");
            else
                page.Write($"""<option value="{value}">{text}</option>""");
        }
    }
}
