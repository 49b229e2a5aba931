using TypedTasks.Dashboard.Graph;
using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Pages;

/// <summary>One step: what went in, what came of it, and who ran it.</summary>
internal static class StepPage
{
    public static async ValueTask<Page> GetAsync(PageRequest request)
    {
        var (id, path) = (request.Route("id"), OutlineLinks.PathOf(request.Query("path")));
        var found = await PageRequest.FindAsync(() => request.Reader.GetStepAsync(id, path, request.Cancelled)).ConfigureAwait(false);
        return found is { } step
            ? Page.Of(request, "flows", step.Status.Task, page => Write(page, request, step))
            : Page.NotFound(request, "flows", "The store knows no such step of this flow.");
    }

    private static void Write(Markup page, PageRequest request, StepDetails step)
    {
        var status = step.Status;
        page.Write($"""
            {request.Follow(new($"../{Uri.EscapeDataString(step.FlowId)}/live"))}<p class="small"><a href="{request.Root.Flow(step.FlowId)}">The flow</a> <span class="soft">› step {(status.Path.Length > 0 ? status.Path : "at the root")}</span></p>
            <div data-live="step"><h1><bdi>{status.Task}</bdi> {States.Badge(States.Of(status.State))}</h1>
            """);
        if (status.Failure is { } failure)
        {
            page.Write($"""<div class="failure"><p class="code"><bdi>{failure.Type}</bdi></p><p><bdi>{failure.Message}</bdi></p></div>""");
            if (step.Fingerprint is { } kind)
                page.Write($"""<p class="small"><a href="{request.Root.To("flows").With("state", "Failed").With("failure", kind)}">All flows that failed by this kind of failure</a></p>""");
        }

        page.Write($"""<dl class="facts card"><dt>Task</dt><dd><a href="{request.Root.Task(status.Task)}"><bdi>{status.Task}</bdi></a></dd><dt>Attempts</dt><dd>{status.Attempts}</dd><dt>Queue</dt><dd><bdi>{step.Queue}</bdi></dd><dt>Worker</dt><dd><bdi>{status.Worker ?? "–"}</bdi></dd><dt>Began</dt><dd>{Words.Time(status.StartedAt)}</dd><dt>Ended</dt><dd>{Words.Time(status.EndedAt)}""");
        if (status is { StartedAt: { } from, EndedAt: { } to })
            page.Write($", after {Words.Span(to - from)}");
        page.Write($"</dd>");
        if (status.Wait is { } wait)
            page.Write($"<dt>Waits for</dt><dd><bdi>{Reason(wait)}</bdi>{(wait.Until is null ? "" : ", until ")}{(wait.Until is null ? static _ => { } : Words.Time(wait.Until))}</dd>");
        if (status.Progress is { } progress)
            page.Write($"<dt>Progress</dt><dd>{Math.Round(progress * 100)} % <bdi>{status.ProgressText}</bdi></dd>");
        if (step.TraceId is { } trace)
            page.Write($"<dt>Trace</dt><dd>{Trace(request.Options.TraceUrl, trace)}</dd>");
        page.Write($"</dl>");
        page.Write($"""<section class="card" aria-labelledby="values"><h2 id="values">Values</h2>{Parts.Value("Arguments that it was composed with", step.Arguments)}{Parts.Value("What arrived at it", step.Input)}{Parts.Value("Result", step.Result)}""");
        if (step is { Arguments: null, Input: null, Result: null })
            page.Write($"""<p class="soft">The store keeps none: values travel in messages, and only what joins and ends need is stored.</p>""");
        page.Write($"</section>");
        if (step.Headers.Count > 0)
        {
            page.Write($"""<section class="card" aria-labelledby="headers"><h2 id="headers">Headers</h2><dl class="facts">""");
            foreach (var (name, value) in step.Headers)
                page.Write($"<dt><bdi>{name}</bdi></dt><dd><bdi>{value}</bdi></dd>");
            page.Write($"</dl></section>");
        }

        if (status.Failure is { } thrown)
            Exception(page, thrown);
        page.Write($"</div>");
    }

    private static string Reason(FlowWait wait) => wait.Reason switch
    {
        WaitReason.Queued => "a worker to take its message",
        WaitReason.Predecessor => $"what comes before it, at {wait.Name}",
        WaitReason.Retry => "its next attempt",
        WaitReason.Delay => "the time that it was told",
        WaitReason.Event => wait.Key is null ? $"the event {wait.Name}" : $"the event {wait.Name} under the key {wait.Key}",
        WaitReason.Turn => wait.Place is { } place ? $"its turn in the line {wait.Name}, at place {place}" : $"its turn in the line {wait.Name}",
        WaitReason.ConcurrencyLimit => $"other runs under the limit {wait.Name}",
        WaitReason.RateLimit => "the rate limit of its task",
        _ => "a worker that knows its task",
    };

    private static void Exception(Markup page, TaskFailure failure)
    {
        page.Write($"""<section class="card" aria-labelledby="exception"><h2 id="exception">Exception</h2>""");
        Text(page, failure);
        page.Write($"</section>");

        static void Text(Markup page, TaskFailure failure)
        {
            page.Write($"""<p class="small soft">Attempt {failure.Attempt + 1} of <bdi>{failure.Task}</bdi></p><pre tabindex="0"><bdi>{failure.Type}: {failure.Message}{"\n"}{failure.StackTrace}</bdi></pre>""");
            foreach (var inner in failure.Inner)
            {
                page.Write($"<h3>Because of</h3>");
                Text(page, inner);
            }
        }
    }

    private static Action<Markup> Trace(string? template, string trace) => page =>
    {
        if (template is not null)
            page.Write($"""<a class="code" rel="noreferrer" href="{new PageLink(template.Replace("{traceId}", Uri.EscapeDataString(trace), StringComparison.Ordinal))}">{trace}</a>""");
        else
            page.Write($"""<span class="code">{trace}</span>""");
    };
}
