using System.Globalization;
using Microsoft.AspNetCore.Http;
using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;

namespace TypedTasks.Dashboard.Pages;

/// <summary>Workers: who runs what, and their controls.</summary>
internal static class WorkersPage
{
    public static async ValueTask<Page> GetAsync(PageRequest request)
    {
        var workers = await request.Workers.ListAsync(request.Cancelled).ConfigureAwait(false);
        return Page.Of(request, "workers", "Workers", page =>
        {
            page.Write($"""<h1>Workers</h1>{request.Follow(request.Root.To("live").With("every", "1"))}<div data-live="workers">""");
            if (workers.Count == 0)
                page.Write($"""<p class="card">No worker runs, and none has been gone for less than a day.</p>""");
            foreach (var worker in workers)
                One(page, worker, request);
            page.Write($"</div>");
        });
    }

    public static async ValueTask<Page> PostAsync(PageRequest request, IFormCollection form)
    {
        var (queue, worker) = (form["queue"].ToString(), form["worker"].ToString() is { Length: > 0 } named ? named : null);
        var by = request.By(form);
        var back = request.Root.To(worker is null ? "queues" : "workers");
        switch (form["do"].ToString())
        {
            case "pause":
                await request.Workers.PauseAsync(queue, by, worker, request.Cancelled).ConfigureAwait(false);
                return Page.SeeOther(back, new($"{queue} is paused: workers follow within a second. What runs goes on.", true));
            case "resume":
                await request.Workers.ResumeAsync(queue, by, worker, request.Cancelled).ConfigureAwait(false);
                return Page.SeeOther(back, new($"{queue} goes on.", true));
            case "drain" when worker is not null:
                await request.Workers.DrainAsync(worker, by, request.Cancelled).ConfigureAwait(false);
                return Page.SeeOther(back, new("It takes nothing new, and ends what it runs.", true));
            case "end-drain" when worker is not null:
                await request.Workers.EndDrainAsync(worker, by, request.Cancelled).ConfigureAwait(false);
                return Page.SeeOther(back, new("It takes messages again.", true));
            case "slots":
                int? slots = null;
                if (form["slots"].ToString() is { Length: > 0 } text)
                {
                    if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                        return Page.SeeOther(back, new($"'{Words.Short(text, 20)}' is no number of slots.", false));
                    slots = number;
                }

                await request.Workers.SetSlotsAsync(queue, slots, by, worker, request.Cancelled).ConfigureAwait(false);
                return Page.SeeOther(back, new(slots is null ? $"{queue} has as many slots as its workers are configured with." : $"{queue} has {Words.Count(slots.Value, "slot", "slots")} per worker.", true));
            case var verb:
                return Page.SeeOther(back, new($"Nothing is called '{verb}'.", false));
        }
    }

    private static void One(Markup page, WorkerStatus worker, PageRequest request)
    {
        var (look, word) = worker.State switch
        {
            WorkerState.Running => ("run", "Running"),
            WorkerState.Draining => ("wait", "Draining"),
            WorkerState.Drained => ("stop", "Drained"),
            _ => ("bad", "Gone"),
        };
        page.Write($"""
            <section class="card"><h2><bdi>{worker.Name}</bdi> <span class="state {look}">{word}</span></h2>
            <dl class="facts"><dt>Machine</dt><dd><bdi>{worker.Machine}</bdi>, process {worker.ProcessId}</dd><dt>Version</dt><dd><bdi>{(worker.Version.Length > 0 ? worker.Version : "not known")}</bdi></dd><dt>Started</dt><dd>{Words.Time(worker.StartedAt)}</dd><dt>Last seen</dt><dd>{Words.Time(worker.LastSeen)}</dd>
            <dt>Queues</dt><dd>
            """);
        foreach (var queue in worker.Queues)
            page.Write($"""<bdi>{queue.Name}</bdi> <span class="soft">{Words.Count(queue.Slots, "slot", "slots")}{(queue.IsPaused ? ", paused" : "")}{(queue.Problem is { } problem ? ": " + problem : "")}</span><br>""");
        page.Write($"</dd></dl>");
        if (worker.Running.Count > 0)
            Running(page, worker, request.Root);
        if (request.MayOperate && worker.State != WorkerState.Gone)
            Buttons(page, worker);
        page.Write($"</section>");
    }

    private static void Running(Markup page, WorkerStatus worker, Root root)
    {
        page.Write($"""<h3>{(worker.State == WorkerState.Gone ? "Ran when it was seen last" : "Runs")} {Words.Count(worker.RunningCount, "step", "steps")}</h3><div class="table stack"><table><thead><tr><th scope="col">Task</th><th scope="col">Flow</th><th scope="col">Attempt</th><th scope="col">Since</th><th scope="col">Locked until</th></tr></thead><tbody>""");
        foreach (var step in worker.Running)
            page.Write($"""<tr><th scope="row"><a href="{root.Step(step.FlowId, step.Path.Length > 0 ? step.Path : "root")}"><bdi>{step.Task}</bdi></a></th><td data-name="Flow"><a class="code" href="{root.Flow(step.FlowId)}">{step.FlowId}</a></td><td data-name="Attempt">{step.Attempt + 1}</td><td data-name="Since">{Words.Time(step.Since)}</td><td data-name="Locked until">{Words.Time(step.LockedUntil)}</td></tr>""");
        page.Write($"</tbody></table></div>");
    }

    private static void Buttons(Markup page, WorkerStatus worker)
    {
        page.Write($"""<details id="k-{worker.Id}"><summary class="button">Change</summary><form method="post" class="row"><input type="hidden" name="worker" value="{worker.Id}">{Parts.Reason("Why")}""");
        if (worker.State == WorkerState.Running)
            page.Write($"""<button name="do" value="drain">Drain</button>""");
        else
            page.Write($"""<button name="do" value="end-drain">Take messages again</button>""");
        page.Write($"""<label>Queue <select name="queue">""");
        foreach (var queue in worker.Queues)
            page.Write($"<option>{queue.Name}</option>");
        page.Write($"""</select></label><button name="do" value="pause">Pause here</button><button name="do" value="resume">Resume here</button><label>Slots <input name="slots" inputmode="numeric" size="4"></label><button name="do" value="slots">Set slots here</button></form></details>""");
    }
}
