using TypedTasks.Dashboard.Html;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Graph;

/// <summary>A flow as a nested list with words: what a phone and a screen reader get.</summary>
internal static class OutlineList
{
    /// <summary>Writes it.</summary>
    /// <param name="page">Where it goes.</param>
    /// <param name="root">The tree.</param>
    /// <param name="links">Where its nodes lead.</param>
    /// <param name="prefix">What ids begin with, where there are several lists on one page.</param>
    public static void Write(Markup page, OutlineNode root, OutlineLinks links, string prefix = "o")
    {
        page.Write($"""<ul class="tree">""");

        // That a flow is a sequence goes without saying.
        if (root is { Kind: OutlineKind.Sequence, Members: null, IsCut: false })
        {
            for (var i = 0; i < root.Children.Count; i++)
                Item(page, root.Children[i], links, $"{prefix}-{i}", null);
        }
        else
        {
            Item(page, root, links, prefix, null);
        }

        page.Write($"</ul>");
    }

    private static void Item(Markup page, OutlineNode node, OutlineLinks links, string id, string? role, bool isPattern = false)
    {
        page.Write($"""<li><div class="line">""");
        if (role is not null)
            page.Write($"""<span class="soft">{role}:</span>""");
        if (!isPattern && links.Of(node) is { } link)
            page.Write($"""<a href="{link}"><bdi>{NodeWords.Title(node)}</bdi></a>""");
        else
            page.Write($"<span><bdi>{NodeWords.Title(node)}</bdi></span>");
        if (!isPattern)
            page.Write($"{States.Badge(node.State)}");
        if (node is { StartedAt: { } from, EndedAt: { } to })
            page.Write($"""<span class="soft small">{Words.Span(to - from)}</span>""");
        if (node.Attempts > 1)
            page.Write($"""<span class="soft small">attempt {node.Attempts}</span>""");
        if (node.Progress is { } progress && node.State == OutlineState.Running)
            page.Write($"""<span class="soft small">{Math.Round(progress * 100)} % <bdi>{node.ProgressText}</bdi></span>""");
        if (!isPattern && node.Members is { } members)
            page.Write($"""<span class="soft small">{NodeWords.Counts(members)}</span>{Parts.Bar(NodeWords.Parts(members))}""");
        page.Write($"</div>");
        if (node.Failure is { } failure)
            page.Write($"""<div class="small"><span class="code"><bdi>{Parts.ShortType(failure.Type)}</bdi></span>: <bdi>{Words.Short(failure.Message, 200)}</bdi></div>""");
        if (node.IsCut)
            page.Write($"""<div class="soft small">What lies below is left out: the flow has more steps than one page shows.</div>""");
        Below(page, node, links, id, isPattern);
        page.Write($"</li>");
    }

    private static void Below(Markup page, OutlineNode node, OutlineLinks links, string id, bool isPattern)
    {
        if (node.FailedMembers.Count > 0)
        {
            page.Write($"""<ul>""");
            for (var i = 0; i < node.FailedMembers.Count; i++)
                Item(page, node.FailedMembers[i], links, $"{id}f{i}", "failed member");
            page.Write($"</ul>");
        }

        if (node.Returned is { } returned)
        {
            page.Write($"<ul>");
            Item(page, returned, links, id + "r", "the plan that it returned");
            page.Write($"</ul>");
        }

        if (node.Children.Count == 0)
            return;

        // Of many members each looks alike: what one is made of is opened on demand.
        if (node.Members is not null)
            page.Write($"""<details id="{id}"><summary class="small soft">What each member is made of</summary>""");
        page.Write($"<ul>");
        for (var i = 0; i < node.Children.Count; i++)
            Item(page, node.Children[i], links, $"{id}-{i}", i == 1 ? NodeWords.Side(node.Kind) : null, isPattern || node.Members is not null);
        page.Write($"</ul>");
        if (node.Members is not null)
            page.Write($"</details>");
    }
}
