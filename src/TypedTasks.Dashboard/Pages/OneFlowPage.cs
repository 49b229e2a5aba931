using System.Text;
using Microsoft.AspNetCore.Http;
using TypedTasks.Dashboard.Graph;
using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Pages;

/// <summary>One flow: as a graph, an outline and a timeline of the same tree.</summary>
internal static class OneFlowPage
{
    public static async ValueTask<Page> GetAsync(PageRequest request)
    {
        var id = request.Route("id");
        if (await OutlineAsync(request).ConfigureAwait(false) is not { } outline)
            return Page.NotFound(request, "flows", "The store knows no such flow. It may have been purged, or run without a store.");
        var actions = await request.Reader.GetActionsAsync(id, 20, null, request.Cancelled).ConfigureAwait(false);
        return Page.Of(request, "flows", outline.Flow.Name ?? id, page => Write(page, request, outline, actions.Actions));
    }

    /// <summary>The graph alone, as a picture that can be kept.</summary>
    public static async ValueTask<Page> GetPictureAsync(PageRequest request)
    {
        if (await OutlineAsync(request).ConfigureAwait(false) is not { Root: { } root } outline)
            return Page.NotFound(request, "flows", "The store knows no such flow, or its plan cannot be read here.");
        var picture = new Markup();
        GraphPicture.Write(picture, root, outline.Flow.Name ?? outline.Flow.FlowId);
        return new(StatusCodes.Status200OK, "image/svg+xml", picture.Bytes) { FileName = outline.Flow.FlowId + ".svg" };
    }

    public static async ValueTask<Page> GetMermaidAsync(PageRequest request)
    {
        if (await OutlineAsync(request).ConfigureAwait(false) is not { Root: { } root } outline)
            return Page.NotFound(request, "flows", "The store knows no such flow, or its plan cannot be read here.");
        return new(StatusCodes.Status200OK, "text/plain; charset=utf-8", MermaidText.Of(root)) { FileName = outline.Flow.FlowId + ".mmd" };
    }

    /// <summary>A failed flow as a failing test.</summary>
    public static async ValueTask<Page> GetTestAsync(PageRequest request) => await request.Reader.ExportTestAsync(request.Route("id"), null, request.Cancelled).ConfigureAwait(false) is { } test
        ? new(StatusCodes.Status200OK, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(test)) { FileName = request.Route("id") + ".test.cs" }
        : Page.NotFound(request, "flows", "The store knows no such flow.");

    public static async ValueTask<Page> PostAsync(PageRequest request, IFormCollection form)
    {
        var id = request.Route("id");
        var by = request.By(form);
        var result = form["do"].ToString() switch
        {
            "retry" => await request.Actions.RetryAsync(id, by, request.Cancelled).ConfigureAwait(false),
            "cancel" => await request.Actions.CancelAsync(id, by, request.Cancelled).ConfigureAwait(false),
            "purge" => await request.Actions.PurgeAsync(id, by, request.Cancelled).ConfigureAwait(false),
            "resume" => await request.Actions.ResumeAsync(id, by, request.Cancelled).ConfigureAwait(false),
            "again" => await request.Actions.StartAgainAsync(id, by, request.Cancelled).ConfigureAwait(false),
            var verb => new(false, $"Nothing is called '{verb}'."),
        };
        var next = result.StartedId is { } started ? request.Root.Flow(started) : form["do"] == "purge" && result.IsDone ? request.Root.To("flows") : request.Root.Flow(id);
        return Page.SeeOther(next, new(result.Text, result.IsDone));
    }

    private static ValueTask<FlowOutline?> OutlineAsync(PageRequest request) =>
        PageRequest.FindAsync(() => request.Reader.GetOutlineAsync(request.Route("id"), request.Cancelled));

    private static void Write(Markup page, PageRequest request, FlowOutline outline, IReadOnlyList<ActionEntry> actions)
    {
        var (flow, root) = (outline.Flow, request.Root);
        page.Write($"""{request.Follow(new(root.Flow(flow.FlowId).Value + "/live"))}<div data-live="head"><h1><bdi>{flow.Name ?? flow.FlowId}</bdi> {States.Badge(flow.State)}</h1>""");
        if (flow.Failure is { } failure)
        {
            page.Write($"""<div class="failure"><p class="code"><bdi>{failure.Type}</bdi></p><p><bdi>{Words.Short(failure.Message, 600)}</bdi></p>""");
            if (outline.FailedPath is { } failed)
                page.Write($"""<p><a href="{root.Step(flow.FlowId, failed)}">The step that failed: <bdi>{failure.Task}</bdi></a></p>""");
            page.Write($"""<p><a href="{root.To("flows/" + Uri.EscapeDataString(flow.FlowId) + "/test.cs")}">As a failing test in C#</a></p></div>""");
        }

        Facts(page, outline);
        page.Write($"</div>");
        if (request.MayOperate)
            Buttons(page, outline);
        Views(page, request, outline);
        if (actions.Count > 0)
        {
            page.Write($"""<section class="card" aria-labelledby="done"><h2 id="done">What operators have done</h2>""");
            ActionsPage.Table(page, actions, root, withTarget: false);
            page.Write($"</section>");
        }
    }

    private static void Facts(Markup page, FlowOutline outline)
    {
        var flow = outline.Flow;
        page.Write($"""
            <dl class="facts card"><dt>Id</dt><dd class="code">{flow.FlowId}</dd><dt>Tasks</dt><dd><bdi>{string.Join(", ", flow.Tasks)}</bdi></dd><dt>Accepted</dt><dd>{Words.Time(flow.AcceptedAt)}</dd><dt>Deadline</dt><dd>{Words.Time(flow.Deadline)}</dd>
            """);
        if (flow.EndedAt is { } ended)
            page.Write($"<dt>Ended</dt><dd>{Words.Time(ended)}, after {Words.Span(ended - flow.AcceptedAt)}</dd>");
        if (flow.ExpectedAt is { } expected)
            page.Write($"<dt>Expected</dt><dd>{Words.Time(expected)}{(flow.IsLate ? ": it is late" : flow.EndedAt > expected ? $": it ended {Words.Span(flow.EndedAt - expected)} late" : "")}</dd>");
        if (flow.Retries > 0)
            page.Write($"<dt>Retried</dt><dd>{Words.Count(flow.Retries, "time", "times")}</dd>");
        if (flow.QuietSince is { } quiet)
            page.Write($"<dt>Quiet</dt><dd>Nothing was heard of it since {Words.Time(quiet)}. Its message may be lost: Send again sends what was owed.</dd>");
        if (outline.Turn is { } turn)
            page.Write($"<dt>Turn</dt><dd>In the line <bdi>{turn.Key}</bdi>, {(turn.Place is { } place ? $"place {place}: it begins when those before it have ended" : "running")}; {Words.Count(turn.Limit, "flow", "flows")} at a time</dd>");
        page.Write($"</dl>");
    }

    private static void Buttons(Markup page, FlowOutline outline)
    {
        var flow = outline.Flow;
        page.Write($"""<div class="row" data-live="buttons">""");

        // What was undone cannot go on.
        if (flow.State == FlowState.Failed && outline.Undoing is null)
            page.Write($"""{Parts.Act("retry", "Retry from where it failed")}""");
        if (flow.State is FlowState.Running or FlowState.Compensating)
            page.Write($"""{Parts.Act("resume", "Send again what was lost")}""");
        if (flow.State == FlowState.Running)
            page.Write($"""{Parts.Act("cancel", "Cancel", "bad")}""");
        if (flow.EndedAt is not null)
            page.Write($"""{Parts.Act("again", "Start anew from the beginning")}{Parts.Act("purge", "Delete", "bad")}""");
        page.Write($"</div>");
    }

    private static void Views(Markup page, PageRequest request, FlowOutline outline)
    {
        var (id, root) = (outline.Flow.FlowId, request.Root);
        if (outline.Root is not { } plan)
        {
            page.Write($"""<p class="card">Its plan is protected with a key that this process does not have, so it cannot be drawn here.</p>""");
            return;
        }

        var view = request.Query("view") is "outline" or "timeline" ? request.Query("view")! : "graph";
        page.Write($"""{Parts.Tabs(("Graph", root.Flow(id).With("view", "graph"), view == "graph"), ("Outline", root.Flow(id).With("view", "outline"), view == "outline"), ("Timeline", root.Flow(id).With("view", "timeline"), view == "timeline"))}""");
        page.Write($"""<section class="card" data-live="{view}" aria-label="{view}">""");
        var links = new OutlineLinks(root, id);
        switch (view)
        {
            case "outline":
                OutlineList.Write(page, plan, links);
                break;
            case "timeline":
                Timeline.Write(page, plan, outline.Flow, request.Now, links);
                break;
            default:
                // On a phone the same tree is a list with words and no shrunken picture.
                page.Write($"""<div class="graph wide-only" tabindex="0" role="region" aria-label="Graph of the flow">""");
                GraphPicture.Write(page, plan, outline.Flow.Name ?? id, links);
                page.Write($"""</div><div class="narrow">""");
                OutlineList.Write(page, plan, links, "n");
                page.Write($"</div>");
                break;
        }

        if (outline.Undoing is { } undoing)
        {
            page.Write($"<h2>Undoing</h2>");
            OutlineList.Write(page, undoing, links, "u");
        }

        page.Write($"""</section><p class="small">The graph as <a href="{root.To("flows/" + Uri.EscapeDataString(id) + "/graph.svg")}">SVG</a> or <a href="{root.To("flows/" + Uri.EscapeDataString(id) + "/graph.mmd")}">Mermaid</a>.</p>""");
    }
}
