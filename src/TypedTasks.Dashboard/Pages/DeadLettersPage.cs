using Microsoft.AspNetCore.Http;
using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;

namespace TypedTasks.Dashboard.Pages;

/// <summary>What died in a queue, and its replay.</summary>
internal static class DeadLettersPage
{
    public static async ValueTask<Page> GetAsync(PageRequest request)
    {
        var queue = request.Query("queue") ?? "";
        if (queue.Length == 0)
            return Page.NotFound(request, "queues", "No queue was named: begin with the list of queues.");
        var list = await request.Reader.GetDeadLettersAsync(queue, request.Query("after"), request.Cancelled).ConfigureAwait(false);
        var here = request.Root.To("dead-letters").With("queue", queue);
        return Page.Of(request, "queues", "Dead letters", page =>
        {
            page.Write($"<h1>Dead letters of <bdi>{queue}</bdi></h1>");
            if (list.Letters.Count == 0)
                page.Write($"""<p class="card">There are none{(request.Query("after") is null ? "" : " here any more")}.</p>""");
            else
                Table(page, list.Letters, request.Root);
            page.Write($"{Parts.More(here, list.Cursor, request.Query("after") is null)}");
            if (request.MayOperate && list.Letters.Count > 0)
            {
                page.Write($"""
                    <p>Replay goes once through all of them: flows of the store are retried from where they failed, others go on from the step of the letter. The letter is removed then.</p>
                    <form method="post" class="row card" action="{here}">{Parts.Reason()}<label>Only of the flow <input name="flow" autocomplete="off"></label><button class="main" name="do" value="replay">Replay</button></form>
                    """);
            }
        });
    }

    public static async ValueTask<Page> PostAsync(PageRequest request, IFormCollection form)
    {
        var queue = request.Query("queue") ?? "";
        var flow = form["flow"].ToString();
        var result = await request.Actions.ReplayDeadLettersAsync(queue, flow.Length > 0 ? flow : null, request.By(form), request.Cancelled).ConfigureAwait(false);
        return Page.SeeOther(request.Root.To("dead-letters").With("queue", queue), new(result.Text, result.IsDone));
    }

    private static void Table(Markup page, IReadOnlyList<TypedTasks.Operations.DeadLetterSummary> letters, Root root)
    {
        page.Write($"""<div class="table stack card"><table><thead><tr><th scope="col">Task</th><th scope="col">Flow</th><th scope="col">Step</th><th scope="col">Why it lies there</th></tr></thead><tbody>""");
        foreach (var letter in letters)
        {
            page.Write($"""<tr><th scope="row"><bdi>{letter.Subject}</bdi></th><td data-name="Flow">""");
            if (letter.FlowId.Length > 0)
                page.Write($"""<a class="code" href="{root.Flow(letter.FlowId)}"><bdi>{letter.FlowId}</bdi></a>""");
            page.Write($"""</td><td data-name="Step">{letter.Step}</td><td><b><bdi>{letter.Reason ?? "not said"}</bdi></b>{(letter.InTransfer ? " (could not be forwarded)" : "")}<br><bdi>{Words.Short(letter.Description, 300)}</bdi></td></tr>""");
        }

        page.Write($"</tbody></table></div>");
    }
}
