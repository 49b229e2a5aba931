using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;
using TypedTasks.Generated;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Pages;

/// <summary>What was counted of each task, and how tasks fail.</summary>
internal static class TasksPage
{
    public static async ValueTask<Page> GetAsync(PageRequest request)
    {
        var within = request.Query("within") switch
        {
            "day" => TimeSpan.FromDays(1),
            "all" => TimeSpan.MaxValue,
            _ => TimeSpan.FromHours(1),
        };
        var totals = await request.Reader.GetTasksAsync(within, request.Cancelled).ConfigureAwait(false);
        var failures = await request.Reader.GetFailuresAsync(within == TimeSpan.MaxValue ? TimeSpan.FromDays(365) : within, 200, request.Cancelled).ConfigureAwait(false);
        var running = await request.Reader.GetActiveStepsAsync(100, request.Cancelled).ConfigureAwait(false);
        return Page.Of(request, "tasks", "Tasks", page =>
        {
            page.Write($"""<h1>Tasks</h1>{request.Follow(request.Root.To("live"))}""");
            var here = request.Root.To("tasks");
            page.Write($"""{Parts.Tabs(("Last hour", here.With("within", "hour"), within == TimeSpan.FromHours(1)), ("Last day", here.With("within", "day"), within == TimeSpan.FromDays(1)), ("Since the beginning", here.With("within", "all"), within == TimeSpan.MaxValue))}""");
            page.Write($"""<div data-live="tasks"><section class="card" aria-labelledby="counts"><h2 id="counts">Attempts</h2>""");
            Totals(page, totals, request.Root);
            page.Write($"""</section><section class="card" aria-labelledby="failures"><h2 id="failures">Kinds of failures</h2>""");
            Failures(page, failures, request.Now, request.Root);
            page.Write($"""</section><section class="card" aria-labelledby="running"><h2 id="running">Running now, or about to be repeated</h2>""");
            Running(page, running, request.Root);
            page.Write($"</section></div>");
            if (request.Tasks is { Tasks.Count: > 0 } known)
                Known(page, known.Tasks, request.Root);
        });
    }

    private static void Known(Markup page, IReadOnlyList<KnownTask> tasks, Root root)
    {
        page.Write($"""<section class="card" aria-labelledby="known"><h2 id="known">Tasks that this process knows</h2><div class="table stack"><table><thead><tr><th scope="col">Task</th><th scope="col">Signature</th></tr></thead><tbody>""");
        foreach (var task in tasks)
            page.Write($"""<tr><th scope="row"><a href="{root.Task(task.Name)}"><bdi>{task.Name}</bdi></a></th><td><code><bdi>{task.Wanted.Signature ?? task.Wanted.Method}</bdi></code></td></tr>""");
        page.Write($"</tbody></table></div></section>");
    }

    public static void Totals(Markup page, IReadOnlyList<TaskTotals> totals, Root root)
    {
        if (totals.Count == 0)
        {
            page.Write($"""<p class="soft">Nothing ran.</p>""");
            return;
        }

        page.Write($"""<div class="table"><table><thead><tr><th scope="col">Task</th><th scope="col" class="number">Succeeded</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Repeated</th><th scope="col" class="number">Mean</th><th scope="col" class="number">Longest</th></tr></thead><tbody>""");
        foreach (var task in totals)
        {
            page.Write($"""
                <tr><th scope="row"><a href="{root.Task(task.Task)}"><bdi>{task.Task}</bdi></a></th><td class="number">{Words.Count(task.Succeeded)}</td><td class="number">{Words.Count(task.Failed)}</td><td class="number">{Words.Count(task.Retried)}</td><td class="number">{Words.Span(task.Mean)}</td><td class="number">{Words.Span(task.Longest)}</td></tr>
                """);
        }

        page.Write($"</tbody></table></div>");
    }

    public static void Failures(Markup page, IReadOnlyList<FailureGroup> failures, DateTimeOffset now, Root root)
    {
        if (failures.Count == 0)
        {
            page.Write($"""<p class="soft">Nothing has failed.</p>""");
            return;
        }

        page.Write($"""<div class="table stack"><table><thead><tr><th scope="col">Failure</th><th scope="col">Task</th><th scope="col" class="number">Seen</th><th scope="col" class="number">Flows failed by it</th><th scope="col">First</th><th scope="col">Last</th></tr></thead><tbody>""");
        foreach (var failure in failures)
        {
            page.Write($"""
                <tr><th scope="row"><a href="{root.Step(failure.FlowId, failure.Step)}"><bdi>{Parts.ShortType(failure.Type)}</bdi></a><br><span class="soft small code"><bdi>{Words.Short(failure.Frame, 100)}</bdi></span></th><td data-name="Task"><a href="{root.Task(failure.Task)}"><bdi>{failure.Task}</bdi></a></td><td class="number" data-name="Seen">{Words.Count(failure.Count)}</td>
                <td class="number" data-name="Flows"><a href="{root.To("flows").With("state", "Failed").With("failure", failure.Fingerprint)}">{(failure.Flows >= 1000 ? "1,000 or more" : Words.Count(failure.Flows))}</a></td><td data-name="First">{Words.Time(failure.FirstAt)}</td><td data-name="Last">{Words.Span(now - failure.LastAt)} ago</td></tr>
                """);
        }

        page.Write($"</tbody></table></div>");
    }

    public static void Running(Markup page, IReadOnlyList<ActiveStepStatus> running, Root root)
    {
        if (running.Count == 0)
        {
            page.Write($"""<p class="soft">Nothing runs.</p>""");
            return;
        }

        page.Write($"""<div class="table stack"><table><thead><tr><th scope="col">Task</th><th scope="col">State</th><th scope="col">Flow</th><th scope="col">Attempt</th><th scope="col">Worker</th><th scope="col">Since</th></tr></thead><tbody>""");
        foreach (var (flowId, step) in running)
            page.Write($"""<tr><th scope="row"><a href="{root.Step(flowId, step.Path)}"><bdi>{step.Task}</bdi></a></th><td>{States.Badge(States.Of(step.State))}</td><td data-name="Flow"><a class="code" href="{root.Flow(flowId)}">{flowId}</a></td><td data-name="Attempt">{step.Attempts}</td><td data-name="Worker"><bdi>{step.Worker}</bdi></td><td data-name="Since">{Words.Time(step.StartedAt)}</td></tr>""");
        page.Write($"</tbody></table></div>");
    }
}
