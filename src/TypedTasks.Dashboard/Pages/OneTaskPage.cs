using System.Globalization;
using Microsoft.AspNetCore.Http;
using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;
using TypedTasks.Generated;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Pages;

/// <summary>One task: what it takes and yields, its limits and who changed them, how long it takes, and how it fails.</summary>
internal static class OneTaskPage
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    public static async ValueTask<Page> GetAsync(PageRequest request)
    {
        var asked = request.Query("name") ?? "";
        var known = request.Tasks?.Find(asked);
        var name = known?.Name ?? asked;
        (string Span, TaskTotals? Totals)[] counted =
        [
            ("Last hour", await TotalsAsync(request, name, TimeSpan.FromHours(1)).ConfigureAwait(false)),
            ("Last day", await TotalsAsync(request, name, TimeSpan.FromDays(1)).ConfigureAwait(false)),
            ("Since the beginning", await TotalsAsync(request, name, TimeSpan.MaxValue).ConfigureAwait(false)),
        ];
        var controls = await request.Workers.ListControlsAsync(request.Cancelled).ConfigureAwait(false);
        var live = controls.FirstOrDefault(c => c.Kind == ControlKind.Limits && c.Target == name);
        if (known is null && live is null && counted.All(static c => c.Totals is null))
            return Page.NotFound(request, "tasks", "This process knows no such task, and the store has counted none.");
        FailureGroup[] failures = [.. (await request.Reader.GetFailuresAsync(Year, 1000, request.Cancelled).ConfigureAwait(false)).Where(f => f.Task == name)];
        ActiveStepStatus[] running = [.. (await request.Reader.GetActiveStepsAsync(1000, request.Cancelled).ConfigureAwait(false)).Where(s => s.Step.Task == name)];
        return Page.Of(request, "tasks", name, page =>
        {
            page.Write($"""{request.Follow(request.Root.To("live"))}<p class="small"><a href="{request.Root.To("tasks")}">Tasks</a></p><h1><bdi>{name}</bdi></h1>""");
            Signature(page, known);
            page.Write($"""<div data-live="task"><section class="card" aria-labelledby="limits"><h2 id="limits">Limits</h2>""");
            TaskLimits.Write(page, known, live);
            page.Write($"""</section><section class="card" aria-labelledby="durations"><h2 id="durations">Attempts and durations</h2>""");
            Counted(page, counted);
            page.Write($"""<p class="small"><a href="{request.Root.To("flows").With("task", name)}">Flows with this task</a> · <a href="{request.Root.To("flows").With("state", "Failed").With("task", name)}">those that failed</a></p></section><section class="card" aria-labelledby="failures"><h2 id="failures">How it fails</h2>""");
            TasksPage.Failures(page, failures, request.Now, request.Root);
            page.Write($"""</section><section class="card" aria-labelledby="running"><h2 id="running">Running now, or about to be repeated</h2>""");
            TasksPage.Running(page, running, request.Root);
            page.Write($"</section></div>");
            if (request.MayOperate)
                TaskLimits.Form(page, name, live);
        });
    }

    public static async ValueTask<Page> PostAsync(PageRequest request, IFormCollection form)
    {
        var name = request.Query("name") ?? "";
        RateLimit? rate = null;
        int? most = null;
        if (form["do"].ToString() == "limit")
        {
            if (form["rate"].ToString() is { Length: > 0 } text)
            {
                try
                {
                    rate = RateLimit.Parse(text);
                }
                catch (FormatException e)
                {
                    return Page.SeeOther(request.Root.Task(name), new(e.Message, false));
                }
            }

            if (form["most"].ToString() is { Length: > 0 } count)
            {
                if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                    return Page.SeeOther(request.Root.Task(name), new($"'{Words.Short(count, 20)}' is no number of runs.", false));
                most = number;
            }
        }

        await request.Workers.SetLimitsAsync(name, rate, most, request.By(form), request.Cancelled).ConfigureAwait(false);
        return Page.SeeOther(request.Root.Task(name), new(rate is null && most is null ? "Its own limits hold again: workers follow within a second." : "Workers follow within a second.", true));
    }

    private static async ValueTask<TaskTotals?> TotalsAsync(PageRequest request, string name, TimeSpan within) =>
        (await request.Reader.GetTasksAsync(within, request.Cancelled).ConfigureAwait(false)).FirstOrDefault(t => t.Task == name);

    private static void Signature(Markup page, KnownTask? known)
    {
        if (known?.Wanted is not { } task)
        {
            page.Write($"""<p class="card soft">This process does not know the task, so there is no signature here: look at it from an application that has it.</p>""");
            return;
        }

        page.Write($"""<section class="card" aria-labelledby="signature"><h2 id="signature">Signature</h2><pre tabindex="0"><bdi>{task.Signature ?? task.Method}</bdi></pre><dl class="facts"><dt>Method</dt><dd class="code"><bdi>{task.Method}</bdi></dd>""");
        if (task.Contract is { } contract)
            page.Write($"""<dt>Contract</dt><dd class="code"><bdi>{contract}</bdi></dd>""");
        if (task.Aliases.Count > 0)
            page.Write($"""<dt>Also called</dt><dd class="code"><bdi>{string.Join(", ", task.Aliases)}</bdi></dd>""");
        if (task.SensitiveParameters.Count > 0 || task.IsResultSensitive)
            page.Write($"""<dt>Not shown</dt><dd><bdi>{string.Join(", ", task.SensitiveParameters.Concat(task.IsResultSensitive ? ["the result"] : []))}</bdi></dd>""");
        if (task.Invoker is null)
            page.Write($"""<dt>Runs</dt><dd>elsewhere: this process has its contract alone</dd>""");
        page.Write($"</dl></section>");
    }

    private static void Counted(Markup page, (string Span, TaskTotals? Totals)[] counted)
    {
        page.Write($"""<div class="table stack"><table><thead><tr><th scope="col">When</th><th scope="col" class="number">Succeeded</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Repeated</th><th scope="col" class="number">Mean</th><th scope="col" class="number">Longest</th></tr></thead><tbody>""");
        foreach (var (span, totals) in counted)
        {
            page.Write($"""
                <tr><th scope="row">{span}</th><td class="number" data-name="Succeeded">{Words.Count(totals?.Succeeded ?? 0)}</td><td class="number" data-name="Failed">{Words.Count(totals?.Failed ?? 0)}</td><td class="number" data-name="Repeated">{Words.Count(totals?.Retried ?? 0)}</td><td class="number" data-name="Mean">{Words.Span(totals?.Mean)}</td><td class="number" data-name="Longest">{Words.Span(totals?.Longest)}</td></tr>
                """);
        }

        page.Write($"</tbody></table></div>");
    }
}
