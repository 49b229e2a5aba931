using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Pages;

/// <summary>Queues: whether they move, who takes them, and what died in them.</summary>
internal static class QueuesPage
{
    public static async ValueTask<Page> GetAsync(PageRequest request)
    {
        var queues = await request.Reader.GetQueuesAsync(request.Cancelled).ConfigureAwait(false);
        var workers = await request.Workers.ListAsync(request.Cancelled).ConfigureAwait(false);
        var controls = await request.Workers.ListControlsAsync(request.Cancelled).ConfigureAwait(false);
        return Page.Of(request, "queues", "Queues", page =>
        {
            page.Write($"""<h1>Queues</h1>{request.Follow(request.Root.To("live"))}<div data-live="queues"><section class="card" aria-label="Queues">""");
            Table(page, queues, request.Now, request.Root);
            page.Write($"""</section><section class="card" aria-labelledby="takers"><h2 id="takers">Who takes them</h2>""");
            Takers(page, queues, workers, controls);
            page.Write($"</section></div>");
            if (request.MayOperate)
                Forms(page, [.. queues.Select(static q => q.Queue)]);
        });
    }

    public static void Table(Markup page, IReadOnlyList<QueueStatus> queues, DateTimeOffset now, Root root)
    {
        if (queues.Count == 0)
        {
            page.Write($"""<p class="soft">This process knows no queues.</p>""");
            return;
        }

        page.Write($"""<div class="table stack"><table><thead><tr><th scope="col">Queue</th><th scope="col">Oldest message</th><th scope="col">Dead letters</th><th scope="col">Asked</th></tr></thead><tbody>""");
        foreach (var queue in queues)
        {
            page.Write($"""<tr><th scope="row"><bdi>{queue.Queue}</bdi></th><td data-name="Oldest">{(queue.OldestAt is { } oldest ? Words.Span(now - oldest) : queue.Problem is null ? "there is none" : "not known")}</td><td data-name="Dead letters">""");
            if (queue.DeadLetters > 0)
                page.Write($"""<a href="{root.To("dead-letters").With("queue", queue.Queue)}"><span class="state bad">{(queue.HasMoreDeadLetters ? $"{queue.DeadLetters} or more" : $"{queue.DeadLetters}")}</span></a>""");
            else
                page.Write($"""<a href="{root.To("dead-letters").With("queue", queue.Queue)}">none</a>""");
            page.Write($"""</td><td class="soft small">{(queue.Problem is { } problem ? problem : queue.AskedAt is { } asked ? $"{Words.Span(now - asked)} ago" : "not asked yet")}</td></tr>""");
        }

        page.Write($"</tbody></table></div>");
    }

    private static void Takers(Markup page, IReadOnlyList<QueueStatus> queues, IReadOnlyList<WorkerStatus> workers, IReadOnlyList<WorkerControl> controls)
    {
        string[] names = [.. queues.Select(static q => q.Queue).Concat(workers.SelectMany(static w => w.Queues).Select(static q => q.Name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        page.Write($"""<div class="table stack"><table><thead><tr><th scope="col">Queue</th><th scope="col">Workers</th><th scope="col">Slots</th><th scope="col">Note</th></tr></thead><tbody>""");
        foreach (var name in names)
        {
            WorkerQueue[] taken = [.. workers.Where(static w => w.State != WorkerState.Gone).SelectMany(static w => w.Queues).Where(q => q.Name == name)];
            page.Write($"""<tr><th scope="row"><bdi>{name}</bdi></th><td data-name="Workers">{taken.Length}</td><td data-name="Slots">{taken.Sum(static q => q.Slots)}</td><td>""");
            if (controls.FirstOrDefault(c => c is { Kind: ControlKind.Pause, IsOn: true, Worker: null } && c.Target == name) is { } pause)
                page.Write($"""<span class="state stop">Paused</span> <span class="small">by <bdi>{pause.Actor}</bdi>, {Words.Time(pause.At)}: <bdi>{pause.Reason}</bdi></span>""");
            else if (taken.Length == 0)
                page.Write($"""<span class="state wait">Nobody takes it</span>""");
            foreach (var problem in taken.Select(static q => q.Problem).OfType<string>().Distinct(StringComparer.Ordinal))
                page.Write($"""<p class="small"><bdi>{problem}</bdi></p>""");
            page.Write($"</td></tr>");
        }

        page.Write($"</tbody></table></div>");
    }

    private static void Forms(Markup page, string[] names)
    {
        if (names.Length == 0)
            return;
        page.Write($"""
            <section class="card" aria-labelledby="control"><h2 id="control">Control</h2><form method="post" class="row" action="workers"><label>Queue <select name="queue">
            """);
        foreach (var name in names)
            page.Write($"""<option>{name}</option>""");
        page.Write($"""
            </select></label>{Parts.Reason("Why")}<button name="do" value="pause">Pause</button><button name="do" value="resume">Resume</button>
            <label>Slots per worker <input name="slots" inputmode="numeric" size="5"></label><button name="do" value="slots">Set slots</button></form><p class="small soft">Workers follow within a second. What runs goes on. Slots left empty: as configured.</p></section>
            """);
    }
}
