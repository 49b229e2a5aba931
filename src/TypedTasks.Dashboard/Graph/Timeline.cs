using TypedTasks.Dashboard.Html;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Graph;

/// <summary>When the steps of a flow ran, one below the other.</summary>
internal static class Timeline
{
    private const int MostRows = 300;

    public static void Write(Markup page, OutlineNode root, FlowSummary flow, DateTimeOffset now, OutlineLinks links)
    {
        OutlineNode[] rows = [.. Leaves(root).Where(static n => n.StartedAt is not null).OrderBy(static n => n.StartedAt).Take(MostRows)];
        if (rows.Length == 0)
        {
            page.Write($"""<p class="soft">No step has begun.</p>""");
            return;
        }

        var from = flow.AcceptedAt;
        var whole = Math.Max(1, ((flow.EndedAt ?? now) - from).TotalMilliseconds);
        page.Write($"""<p class="soft small">From {Words.Time(from)}, {Words.Span(TimeSpan.FromMilliseconds(whole))} in all.</p><div class="time-line">""");
        foreach (var node in rows)
        {
            var start = Math.Clamp((node.StartedAt!.Value - from).TotalMilliseconds / whole * 100, 0, 100);
            var end = Math.Clamp(((node.EndedAt ?? now) - from).TotalMilliseconds / whole * 100, start, 100);
            page.Write($"<div>");
            if (links.Of(node) is { } link)
                page.Write($"""<a href="{link}"><bdi>{Words.Short(NodeWords.Title(node), 48)}</bdi></a>""");
            else
                page.Write($"<bdi>{Words.Short(NodeWords.Title(node), 48)}</bdi>");
            page.Write($""" <span class="soft small">{(node.Members is { } members ? NodeWords.Counts(members) : NodeWords.Line(node))}</span></div><svg class="track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-{States.Look(node.State)}" x="{start}" y="0" width="{Math.Max(0.4, end - start)}" height="10"/></svg>""");
        }

        page.Write($"</div>");
        if (Leaves(root).Count(static n => n.StartedAt is not null) > MostRows)
            page.Write($"""<p class="soft small">These are the first {MostRows}.</p>""");
    }

    private static IEnumerable<OutlineNode> Leaves(OutlineNode node)
    {
        if (NodeWords.IsLeaf(node) || node.Members is not null)
            yield return node;
        IEnumerable<OutlineNode> below = [.. node.Members is null ? node.Children : [], .. node.FailedMembers, .. node.Returned is { } returned ? [returned] : Array.Empty<OutlineNode>()];
        foreach (var leaf in below.SelectMany(Leaves))
            yield return leaf;
    }
}
