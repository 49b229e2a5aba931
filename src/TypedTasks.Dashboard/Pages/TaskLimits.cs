using System.Globalization;
using TypedTasks.Dashboard.Html;
using TypedTasks.Generated;

namespace TypedTasks.Dashboard.Pages;

/// <summary>The limits of a task: what holds, and whether code, configuration or a person says so.</summary>
internal static class TaskLimits
{
    private const string Code = "its code";
    private const string Configuration = "configuration";

    public static void Write(Markup page, KnownTask? task, WorkerControl? live)
    {
        if (task is null && live is null)
        {
            page.Write($"""<p class="soft">This process does not know the task, and nothing was set while workers run: its workers know its limits.</p>""");
            return;
        }

        page.Write($"""<div class="table stack"><table><thead><tr><th scope="col">Limit</th><th scope="col">What holds</th><th scope="col">Set by</th><th scope="col">Without that</th></tr></thead><tbody>""");
        var (declared, wanted) = (task?.Declared, task?.Wanted);
        if (task is not null)
        {
            Row(page, "Queue", Queue(wanted), Queue(declared), null);
            Row(page, "Retries", Retries(wanted), Retries(declared), null);
        }

        Row(page, "Starts", task is null ? "as declared" : Rate(wanted?.RateLimit), task is null ? "as declared" : Rate(declared?.RateLimit), live?.Rate is { } rate ? Rate(rate) : null);
        Row(page, "At once", task is null ? "as declared" : AtOnce(wanted?.MaxConcurrency ?? 0), task is null ? "as declared" : AtOnce(declared?.MaxConcurrency ?? 0), live?.MaxConcurrency is { } most ? AtOnce(most) : null);
        page.Write($"</tbody></table></div>");
        if (live is { Rate: not null } or { MaxConcurrency: not null })
            page.Write($"""<p class="small"><span class="state wait">Changed while workers run</span> by <bdi>{live.Actor}</bdi>, {Words.Time(live.At)}: <bdi>{live.Reason}</bdi></p>""");
    }

    public static void Form(Markup page, string task, WorkerControl? live)
    {
        page.Write($"""
            <section class="card" aria-labelledby="change"><h2 id="change">Change while workers run</h2><form method="post" class="row" action="{new PageLink("task").With("name", task)}">
            <label>Starts, such as 10/s or 100/m <input name="rate" size="8" autocomplete="off"></label><label>At once <input name="most" inputmode="numeric" size="5" autocomplete="off"></label>{Parts.Reason("Why")}<button name="do" value="limit">Set limits</button>
            """);
        if (live is { Rate: not null } or { MaxConcurrency: not null })
            page.Write($"""<button name="do" value="own">Back to its own limits</button>""");
        page.Write($"""</form><p class="small soft">Holds for all workers, also for those that start later, until something else is said. What is left empty is as the task has it.</p></section>""");
    }

    private static void Row(Markup page, string limit, string wanted, string declared, string? live)
    {
        var who = live is not null ? "an operator" : wanted != declared ? Configuration : Code;
        var without = live is not null ? wanted : wanted != declared ? declared : "";
        page.Write($"""<tr><th scope="row">{limit}</th><td data-name="Holds"><b><bdi>{live ?? wanted}</bdi></b></td><td data-name="Set by">{who}</td>""");
        if (without.Length > 0)
            page.Write($"""<td data-name="Without that"><bdi>{without}</bdi></td></tr>""");
        else
            page.Write($"<td></td></tr>");
    }

    private static string Queue(TaskDefinition? task) => task?.Queue ?? QueueNames.Default;

    private static string Retries(TaskDefinition? task) => task switch
    {
        { MaxRetries: 0 } => "none",
        { MaxRetries: > 0 and var most } => Words.Count(most),
        _ => "as many as its workers allow",
    };

    private static string Rate(RateLimit? rate) => rate is not { } known ? "any number" : $"{Words.Count(known.Count)} a {Unit(known.Period)}";

    private static string Unit(TimeSpan period) => period switch
    {
        { TotalSeconds: 1 } => "second",
        { TotalMinutes: 1 } => "minute",
        { TotalHours: 1 } => "hour",
        { TotalDays: 1 } => "day",
        _ => Words.Span(period),
    };

    private static string AtOnce(int most) => most > 0 ? most.ToString("#,0", CultureInfo.InvariantCulture) : "any number";
}
