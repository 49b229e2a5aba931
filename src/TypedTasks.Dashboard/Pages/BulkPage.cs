using System.Globalization;
using Microsoft.AspNetCore.Http;
using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Pages;

/// <summary>Does something to many flows: first says to how many, then asks why, then does it.</summary>
internal static class BulkPage
{
    public static async ValueTask<Page> PostAsync(PageRequest request, IFormCollection form)
    {
        var selection = FlowSelection.Of(request);
        var back = selection.At(request.Root.To("flows"));
        if (selection.Problem is { } problem)
            return Page.SeeOther(request.Root.To("flows"), new(problem, false));
        string[] chosen = [.. form["flow"].OfType<string>().Distinct(StringComparer.Ordinal)];
        return (form["do"].ToString(), form.ContainsKey("expected")) switch
        {
            ("retry" or "cancel", _) when chosen.Length == 0 => Page.SeeOther(back, new("No flow was selected: tick some, or take all that match.", false)),
            (("retry" or "cancel") and var verb, false) => Ask(request, selection, verb, chosen.Length, chosen),
            (("retry" or "cancel") and var verb, true) => await EachAsync(request, verb, chosen, form, back).ConfigureAwait(false),
            (("retry-all" or "cancel-all") and var verb, false) => Ask(request, selection, verb, await request.Actions.PreviewAsync(ActionOf(verb), selection.Filter, request.Cancelled).ConfigureAwait(false), []),
            (("retry-all" or "cancel-all") and var verb, true) => await AllAsync(request, verb, selection.Filter, form, back).ConfigureAwait(false),
            var (verb, _) => Page.SeeOther(back, new($"Nothing is called '{verb}'.", false)),
        };
    }

    private static Page Ask(PageRequest request, FlowSelection selection, string verb, int count, string[] chosen) => Page.Of(request, "flows", "Are you sure?", page =>
    {
        var isRetry = ActionOf(verb) == BulkAction.Retry;
        var what = isRetry ? "Retry" : "Cancel";
        page.Write($"<h1>{what} {Words.Count(count, "flow", "flows")}?</h1>");
        if (count == 0)
        {
            page.Write($"""<p>None of the flows that match {(isRetry ? "has failed" : "runs")}. <a href="{selection.At(request.Root.To("flows"))}">Back to the list</a></p>""");
            return;
        }

        page.Write($"""<p>{(isRetry ? "Those that have failed run on from where they failed; what has succeeded stays." : "Those that run are cancelled for good; compensations run where steps have them.")} Flows in another state stay as they are.</p>""");
        page.Write($"""<form method="post" class="card" action="{selection.At(request.Root.To("flows"))}"><input type="hidden" name="expected" value="{count}">""");
        foreach (var id in chosen)
            page.Write($"""<input type="hidden" name="flow" value="{id}">""");
        page.Write($"""
            <div class="row"><label class="wide">Why, for whoever reads it later <input name="reason" required maxlength="1000" autocomplete="off" autofocus></label>
            <button class="main" name="do" value="{verb}">{what} {Words.Count(count, "flow", "flows")}</button> <a class="button" href="{selection.At(request.Root.To("flows"))}">Back</a></div></form>
            """);
    });

    private static async ValueTask<Page> EachAsync(PageRequest request, string verb, string[] chosen, IFormCollection form, PageLink back)
    {
        var by = request.By(form);
        var (done, refusals) = (0, new List<string>());
        foreach (var id in chosen)
        {
            var result = ActionOf(verb) == BulkAction.Retry
                ? await request.Actions.RetryAsync(id, by, request.Cancelled).ConfigureAwait(false)
                : await request.Actions.CancelAsync(id, by, request.Cancelled).ConfigureAwait(false);
            if (result.IsDone)
                done++;
            else
                refusals.Add($"{id}: {result.Text}");
        }

        return Page.SeeOther(back, new($"{Words.Count(done, "flow", "flows")} done, {refusals.Count} refused. {string.Join(' ', refusals.Take(3))}", refusals.Count == 0));
    }

    private static async ValueTask<Page> AllAsync(PageRequest request, string verb, FlowFilter filter, IFormCollection form, PageLink back)
    {
        var expected = int.TryParse(form["expected"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (expected is < 1 or > 10_000)
            return Page.SeeOther(back, new("How many flows are expected is missing: begin with the list.", false));
        var result = await request.Actions.ApplyAsync(ActionOf(verb), filter, expected, request.By(form), request.Cancelled).ConfigureAwait(false);
        return Page.SeeOther(back, new($"{result.Text} {string.Join(' ', result.Refusals.Take(3))}", result.IsDone && result.Refused == 0));
    }

    private static BulkAction ActionOf(string verb) => verb.StartsWith("retry", StringComparison.Ordinal) ? BulkAction.Retry : BulkAction.Cancel;
}
