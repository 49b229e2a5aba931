using System.Globalization;
using Microsoft.AspNetCore.Http;
using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Pages;

/// <summary>Schedules: when they start next, what they left out, and their buttons.</summary>
internal static class SchedulesPage
{
    public static async ValueTask<Page> GetAsync(PageRequest request)
    {
        var schedules = await request.Reader.GetSchedulesAsync(request.Cancelled).ConfigureAwait(false);
        return Page.Of(request, "schedules", "Schedules", page =>
        {
            page.Write($"""<h1>Schedules</h1>{request.Follow(request.Root.To("live"))}<div data-live="schedules">""");
            if (schedules.Count == 0)
                page.Write($"""<p class="card">There are none. Put <code>[Schedule("0 3 * * 1-5")]</code> on a task, or call <code>AddSchedule</code>.</p>""");
            foreach (var schedule in schedules)
                One(page, schedule, request);
            page.Write($"</div>");
        });
    }

    public static async ValueTask<Page> PostAsync(PageRequest request, IFormCollection form)
    {
        var name = form["schedule"].ToString();
        var back = request.Root.To("schedules");
        var by = request.By(form);
        ActionResult result;
        switch (form["do"].ToString())
        {
            case "pause":
                result = await request.Actions.PauseScheduleAsync(name, by, request.Cancelled).ConfigureAwait(false);
                break;
            case "resume":
                result = await request.Actions.ResumeScheduleAsync(name, by, request.Cancelled).ConfigureAwait(false);
                break;
            case "run":
                result = await request.Actions.RunScheduleAsync(name, by, request.Cancelled).ConfigureAwait(false);
                break;
            case "backfill":
                if (Time(form["from"]) is not { } from || Time(form["until"]) is not { } until)
                    return Page.SeeOther(back, new("Say from when until when, in UTC.", false));
                result = await request.Actions.BackfillScheduleAsync(name, from, until, by, request.Cancelled).ConfigureAwait(false);
                break;
            case var verb:
                return Page.SeeOther(back, new($"Nothing is called '{verb}'.", false));
        }

        return Page.SeeOther(result.StartedId is { } flow ? request.Root.Flow(flow) : back, new(result.Text, result.IsDone));
    }

    private static void One(Markup page, ScheduleEntry schedule, PageRequest request)
    {
        page.Write($"""<section class="card"><h2><bdi>{schedule.Name}</bdi> """);
        if (schedule.IsPaused)
            page.Write($"""<span class="state stop">Paused</span>""");
        page.Write($"""
            </h2><dl class="facts"><dt>Expression</dt><dd class="code">{schedule.Cron}</dd><dt>Zone</dt><dd>{schedule.TimeZone}</dd><dt>Last started</dt><dd>{Words.Time(schedule.LastStarted)}</dd><dt>Next</dt><dd>
            """);
        foreach (var next in schedule.Next)
            page.Write($"{Words.Time(next)}<br>");
        page.Write($"""</dd><dt>Started</dt><dd>{Words.Count(schedule.Started)}, left out because the last run was not over {Words.Count(schedule.Skipped)}, missed {Words.Count(schedule.Missed)}, waiting {schedule.Waiting}</dd>""");
        if (schedule.Running.Count > 0)
        {
            page.Write($"<dt>Running</dt><dd>");
            foreach (var flow in schedule.Running)
                page.Write($"""<a class="code" href="{request.Root.Flow(flow)}">{flow}</a> """);
            page.Write($"</dd>");
        }

        page.Write($"</dl>");
        if (request.MayOperate)
            Buttons(page, schedule);
        page.Write($"</section>");
    }

    private static void Buttons(Markup page, ScheduleEntry schedule)
    {
        page.Write($"""
            <details id="s-{schedule.Name}"><summary class="button">Change</summary><form method="post" class="row"><input type="hidden" name="schedule" value="{schedule.Name}">{Parts.Reason("Why")}
            <button name="do" value="run" class="main">Run now</button>
            """);
        if (schedule.IsPaused)
            page.Write($"""<button name="do" value="resume">Resume</button>""");
        else
            page.Write($"""<button name="do" value="pause">Pause</button>""");
        page.Write($"""<label>From (UTC) <input type="datetime-local" name="from"></label><label>Until (UTC) <input type="datetime-local" name="until"></label><button name="do" value="backfill">Run what was due then</button></form></details>""");
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
