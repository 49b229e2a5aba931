using Microsoft.AspNetCore.Http;
using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Pages;

/// <summary>What operators have done: who, when, why, and what came of it.</summary>
internal static class ActionsPage
{
    public static async ValueTask<Page> GetAsync(PageRequest request)
    {
        try
        {
            var actions = await request.Reader.GetActionsAsync(null, 50, request.Query("after"), request.Cancelled).ConfigureAwait(false);
            return Page.Of(request, "actions", "Actions", page =>
            {
                page.Write($"""<h1>Actions</h1><section class="card" aria-label="Actions">""");
                if (actions.Actions.Count == 0)
                    page.Write($"""<p class="soft">Nobody has done anything yet.</p>""");
                else
                    Table(page, actions.Actions, request.Root, withTarget: true);
                page.Write($"""</section>{Parts.More(request.Root.To("actions"), actions.ContinuationToken, request.Query("after") is null)}""");
            });
        }
        catch (ArgumentException e)
        {
            return Page.Of(request, "actions", "Actions", page => page.Write($"<h1>Actions</h1>"), StatusCodes.Status400BadRequest, new(e.Message, false));
        }
    }

    public static void Table(Markup page, IReadOnlyList<ActionEntry> actions, Root root, bool withTarget)
    {
        page.Write($"""<div class="table stack"><table><thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">Why</th><th scope="col">What came of it</th></tr></thead><tbody>""");
        foreach (var action in actions)
        {
            page.Write($"""<tr><td>{Words.Time(action.At)}</td><td data-name="Who"><bdi>{action.Actor}</bdi></td><td data-name="What">{action.Name}""");
            if (withTarget && action.FlowId is { } flow)
                page.Write($""" <a href="{root.Flow(flow)}"><bdi>{Words.Short(action.Target, 60)}</bdi></a>""");
            else if (withTarget)
                page.Write($" <bdi>{Words.Short(action.Target, 80)}</bdi>");
            page.Write($"""</td><td data-name="Why"><bdi>{action.Reason}</bdi></td><td><bdi>{action.Result}</bdi></td></tr>""");
        }

        page.Write($"</tbody></table></div>");
    }
}
