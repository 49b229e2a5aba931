using TypedTasks.Dashboard.Html;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Graph;

/// <summary>Draws a flow as SVG.</summary>
internal static class GraphPicture
{
    private const double Margin = 8;

    /// <summary>Draws it as a part of a page, with links.</summary>
    public static void Write(Markup page, OutlineNode root, string name, OutlineLinks links)
    {
        var box = GraphBox.Of(root);
        var (width, height) = (Math.Ceiling(box.Width + (2 * Margin)), Math.Ceiling(box.Height + (2 * Margin)));
        page.Write($"""<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" aria-label="Graph of {name}">""");
        Draw(page, box, Margin, Margin, links);
        page.Write($"</svg>");
    }

    /// <summary>Draws it as a file of its own.</summary>
    public static void Write(Markup page, OutlineNode root, string name)
    {
        var box = GraphBox.Of(root);
        var (width, height) = (Math.Ceiling(box.Width + (2 * Margin)), Math.Ceiling(box.Height + (2 * Margin)));
        page.Write($$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{width}} {{height}}" width="{{width}}" height="{{height}}"><title>{{name}}</title><style>
            text { font: 13px system-ui, sans-serif; fill: #1a1e24 } .title { font-weight: 600 } .soft { fill: #545d69; font-size: 12px } rect { fill: #fff; stroke: #cfd5dd; stroke-width: 1.5 } path { fill: none; stroke: #545d69; stroke-width: 1.5 }
            .good > rect { stroke: #17692f; fill: #e6f4ea } .bad > rect { stroke: #a3161c; fill: #fdecec; stroke-width: 2.5 } .run > rect { stroke: #0b5cad; fill: #e5f0fb } .wait > rect { stroke: #7a4b00; fill: #fff3dc } rect.frame { fill: none !important; stroke-dasharray: 5 4 }
            rect.bar-good { fill: #17692f; stroke: none } rect.bar-bad { fill: #a3161c; stroke: none } rect.bar-run { fill: #0b5cad; stroke: none } rect.bar-wait { fill: #7a4b00; stroke: none } rect.bar-idle { fill: #cfd5dd; stroke: none }
            </style>
            """);
        Draw(page, box, Margin, Margin, null);
        page.Write($"</svg>");
    }

    private static void Draw(Markup page, GraphBox box, double x, double y, OutlineLinks? links)
    {
        if (box.IsFrame || NodeWords.IsLeaf(box.Node))
            Own(page, box, x, y, links);
        for (var i = 0; i < box.Parts.Count; i++)
        {
            var part = box.Parts[i];
            Joint(page, box, i, x, y);
            Draw(page, part.Box, x + part.X, y + part.Y, links);
        }
    }

    private static void Own(Markup page, GraphBox box, double x, double y, OutlineLinks? links)
    {
        var node = box.Node;
        var isLeaf = NodeWords.IsLeaf(node) && node.Members is null;
        var shape = isLeaf ? node.Kind == OutlineKind.Wait ? "event" : "step" : node.Members is null ? "frame" : "frame many";
        var (width, height) = isLeaf ? (box.OwnWidth, box.Head) : (box.Width, box.Height);
        var left = isLeaf ? x + ((box.Width - width) / 2) : x;
        var link = box.IsPattern ? null : links?.Of(node);
        if (link is { } target)
            page.Write($"""<a href="{target}">""");
        page.Write($"""<g class="{(box.IsPattern ? "idle" : States.Look(node.State))}"><title>{NodeWords.Title(node)}{(box.IsPattern ? "" : ": " + NodeWords.Line(node))}</title><rect class="{shape}" x="{left}" y="{y}" width="{width}" height="{height}" rx="7"/>""");
        page.Write($"""<text class="title" x="{left + 12}" y="{y + 19}">{box.Title}</text>""");
        for (var i = 0; i < box.Lines.Count; i++)
            page.Write($"""<text class="soft" x="{left + 12}" y="{y + 36 + (i * 17)}">{box.Lines[i]}</text>""");
        if (node.Members is { } members && !box.IsPattern)
            Bar(page, members, left + 12, y + box.Head - 12, width - 24);
        page.Write($"</g>");
        if (link is not null)
            page.Write($"</a>");
    }

    /// <summary>The line that leads to a part: from the one before it, or from the main part to what stands at the side.</summary>
    private static void Joint(Markup page, GraphBox box, int index, double x, double y)
    {
        var part = box.Parts[index];
        if (part.Side is { } side)
        {
            var main = box.Parts[0];
            var line = y + part.Y + 14;
            page.Write($"""<path class="side" stroke-dasharray="3 3" d="M{x + main.X + main.Box.Width} {line}H{x + part.X}"/><text class="soft" x="{x + part.X}" y="{y + part.Y - 5}">{side}</text>""");
            return;
        }

        // Parts of a sequence, and what a step has returned, follow on each other; members of a group do not.
        if (box.IsFrame || (index == 0 && !NodeWords.IsLeaf(box.Node)))
            return;
        var from = index == 0 ? y + box.Head : y + box.Parts[index - 1].Y + box.Parts[index - 1].Box.Height;
        var (middle, to) = (x + (box.Width / 2), y + part.Y);
        page.Write($"""<path d="M{middle} {from}V{to - 2}M{middle - 4} {to - 7}L{middle} {to - 2}L{middle + 4} {to - 7}"/>""");
    }

    private static void Bar(Markup page, MemberCounts members, double x, double y, double width)
    {
        var parts = NodeWords.Parts(members);
        var whole = parts.Sum(static p => p.Item2);
        foreach (var (look, part) in parts.Where(p => p.Item2 > 0))
        {
            page.Write($"""<rect class="bar-{look}" x="{x}" y="{y - 2}" width="{part / whole * width}" height="6"/>""");
            x += part / whole * width;
        }
    }
}
