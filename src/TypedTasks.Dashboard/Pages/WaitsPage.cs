using Microsoft.AspNetCore.Http;
using TypedTasks.Dashboard.Forms;
using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Pages;

/// <summary>What flows wait for: an inbox with a form for each answer.</summary>
internal static class WaitsPage
{
    public static async ValueTask<Page> GetAsync(PageRequest request)
    {
        var waits = await request.Reader.GetWaitsAsync(request.Query("event"), 50, request.Query("after"), request.Cancelled).ConfigureAwait(false);
        return Page.Of(request, "waits", "Waiting for people", page =>
        {
            page.Write($"""<h1>Waiting for people</h1>{request.Follow(request.Root.To("live"))}<form class="filter" method="get" role="search"><label>Event <input name="event" value="{request.Query("event")}"></label><button class="main">Find</button></form><div data-live="waits">""");
            if (waits.Waits.Count == 0)
                page.Write($"""<p class="card">No flow waits for {(request.Query("event") is null ? "anything that people say" : "this event")}.</p>""");
            foreach (var wait in waits.Waits)
                One(page, wait, request);
            page.Write($"""</div>{Parts.More(request.Root.To("waits").With("event", request.Query("event")), waits.ContinuationToken, request.Query("after") is null)}""");
        });
    }

    public static async ValueTask<Page> PostAsync(PageRequest request, IFormCollection form)
    {
        var flow = form["flow"].ToString();
        var (name, key) = (form["event"].ToString(), form["key"].ToString());

        // The form was made from this process's schema: it is found again, not taken from the browser. All waits for an event have the same.
        var alike = await request.Reader.GetWaitsAsync(name, 1, null, request.Cancelled).ConfigureAwait(false);
        var json = EventForm.Of(alike.Waits is [{ Schema: var schema }] ? schema : null).Read(form);
        var result = await request.Actions.RaiseAsync(flow, name, key.Length > 0 ? key : null, json, request.By(form), request.Cancelled).ConfigureAwait(false);
        return Page.SeeOther(request.Root.To("waits"), new(result.Text, result.IsDone));
    }

    private static void One(Markup page, WaitEntry wait, PageRequest request)
    {
        page.Write($"""
            <section class="card"><h2><bdi>{wait.Event}</bdi> <span class="soft small"><bdi>{wait.Key}</bdi></span></h2>
            <dl class="facts"><dt>Flow</dt><dd><a href="{request.Root.Flow(wait.FlowId)}"><bdi>{wait.FlowName ?? wait.FlowId}</bdi></a></dd><dt>Since</dt><dd>{Words.Time(wait.Since)}</dd><dt>Until</dt><dd>{Words.Time(wait.Until)}</dd></dl>
            """);
        if (request.MayOperate)
        {
            page.Write($"""
                <details id="w-{wait.FlowId}-{wait.Path}"><summary class="button">Answer</summary><form method="post" class="row"><input type="hidden" name="flow" value="{wait.FlowId}"><input type="hidden" name="event" value="{wait.Event}"><input type="hidden" name="key" value="{wait.Key}">
                """);
            EventForm.Of(wait.Schema).Write(page);
            page.Write($"""{Parts.Reason()}<button class="main" name="do" value="raise">Say it</button></form></details>""");
        }

        page.Write($"</section>");
    }
}
