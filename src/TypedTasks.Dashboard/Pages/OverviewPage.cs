using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Pages;

/// <summary>What somebody on duty looks at first.</summary>
internal static class OverviewPage
{
    public static async ValueTask<Page> GetAsync(PageRequest request)
    {
        var overview = await request.Reader.GetOverviewAsync(request.Cancelled).ConfigureAwait(false);
        var queues = await request.Reader.GetQueuesAsync(request.Cancelled).ConfigureAwait(false);
        return Page.Of(request, "", "Overview", page =>
        {
            page.Write($"""<h1>Overview</h1>{request.Follow(request.Root.To("live"))}<div data-live="overview">""");
            Figures(page, overview, request.Root);
            page.Write($"""<section class="card" aria-labelledby="failures"><h2 id="failures">Failures of the last day</h2>""");
            TasksPage.Failures(page, overview.Failures, overview.At, request.Root);
            page.Write($"""</section><section class="card" aria-labelledby="rates"><h2 id="rates">Last hour, by task</h2>""");
            TasksPage.Totals(page, overview.Tasks, request.Root);
            page.Write($"""</section><div class="cards"><section class="card" aria-labelledby="queues"><h2 id="queues">Queues</h2>""");
            QueuesPage.Table(page, queues, overview.At, request.Root);
            page.Write($"""</section><section class="card" aria-labelledby="next"><h2 id="next">Next schedules</h2>""");
            Next(page, overview.Schedules, request.Root);
            page.Write($"""</section><section class="card" aria-labelledby="oldest"><h2 id="oldest">Running for longest</h2>""");
            Flows(page, overview.Oldest, request.Root, "Nothing runs.");
            page.Write($"</section></div>");
            if (overview.Quiet.Count > 0)
            {
                page.Write($"""<section class="card" aria-labelledby="quiet"><h2 id="quiet">Quiet: nothing was heard of them although something should have been</h2>""");
                Flows(page, overview.Quiet, request.Root, "");
                page.Write($"</section>");
            }

            if (overview.Late.Count > 0)
            {
                page.Write($"""<section class="card" aria-labelledby="late"><h2 id="late">Late: they run longer than expected, or their deadline is over within the hour</h2>""");
                Flows(page, overview.Late, request.Root, "");
                page.Write($"</section>");
            }

            page.Write($"</div>");
        });
    }

    private static void Figures(Markup page, FlowOverview overview, Root root)
    {
        page.Write($"""<ul class="figures">""");
        foreach (var state in (ReadOnlySpan<FlowState>)[FlowState.Running, FlowState.Failed, FlowState.Compensating, FlowState.Succeeded, FlowState.Cancelled])
        {
            var count = overview.States.FirstOrDefault(s => s.State == state)?.Count ?? 0;
            page.Write($"""<li><a href="{root.To("flows").With("state", state.ToString())}"><b>{Words.Count(count)}</b> {States.Badge(state)}</a></li>""");
        }

        page.Write($"""<li><a href="{root.To("flows").With("quiet", "1")}"><b>{overview.Quiet.Count}</b> <span class="state wait">Quiet</span></a></li><li><a href="{root.To("flows").With("late", "1")}"><b>{overview.Late.Count(static f => f.IsLate)}</b> <span class="state wait">Late</span></a></li></ul>""");
    }

    private static void Flows(Markup page, IReadOnlyList<FlowSummary> flows, Root root, string nothing)
    {
        if (flows.Count == 0)
        {
            page.Write($"""<p class="soft">{nothing}</p>""");
            return;
        }

        page.Write($"""<div class="table"><table><thead><tr><th scope="col">Flow</th><th scope="col">Accepted</th></tr></thead><tbody>""");
        foreach (var flow in flows.Take(10))
            page.Write($"""<tr><td><a href="{root.Flow(flow.FlowId)}"><bdi>{Words.Short(flow.Name ?? flow.FlowId, 60)}</bdi></a></td><td>{Words.Time(flow.AcceptedAt)}</td></tr>""");
        page.Write($"</tbody></table></div>");
    }

    private static void Next(Markup page, IReadOnlyList<ScheduleEntry> schedules, Root root)
    {
        if (schedules.Count == 0)
        {
            page.Write($"""<p class="soft">There are no schedules.</p>""");
            return;
        }

        page.Write($"""<div class="table"><table><thead><tr><th scope="col">Schedule</th><th scope="col">Next</th></tr></thead><tbody>""");
        foreach (var schedule in schedules)
        {
            page.Write($"""<tr><td><a href="{root.To("schedules")}"><bdi>{schedule.Name}</bdi></a></td><td>""");
            if (schedule.IsPaused)
                page.Write($"""<span class="state stop">Paused</span>""");
            else if (schedule.Next is [var next, ..])
                page.Write($"{Words.Time(next)}");
            page.Write($"</td></tr>");
        }

        page.Write($"</tbody></table></div>");
    }
}
