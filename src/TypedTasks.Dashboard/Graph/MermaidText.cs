using System.Globalization;
using System.Text;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Graph;

/// <summary>A flow in Mermaid's language, for a page or an issue elsewhere.</summary>
internal sealed class MermaidText
{
    private readonly StringBuilder text = new("flowchart TD\n");
    private int last;

    public static byte[] Of(OutlineNode root)
    {
        var writer = new MermaidText();
        _ = writer.Add(root, 1);
        writer.text.Append("  classDef good stroke:#17692f\n  classDef bad stroke:#a3161c,stroke-width:3px\n  classDef run stroke:#0b5cad\n  classDef wait stroke:#7a4b00\n");
        return Encoding.UTF8.GetBytes(writer.text.ToString());
    }

    /// <summary>Adds a node, and tells the first and the last ids that lines are drawn to and from.</summary>
    private (List<int> First, List<int> Last) Add(OutlineNode node, int depth)
    {
        if (node.Kind == OutlineKind.Sequence && node.Members is null)
            return Sequence(node, depth);
        var id = ++last;
        if (NodeWords.IsLeaf(node) || node.Children.Count == 0)
        {
            Line(depth, $"n{id}[\"{Quoted(node)}\"]:::{Html.States.Look(node.State)}");
            if (node.Returned is not { } returned)
                return ([id], [id]);
            var below = Add(returned, depth);
            Join([id], below.First, depth);
            return ([id], below.Last);
        }

        Line(depth, $"subgraph n{id}[\"{Quoted(node)}\"]");
        foreach (var child in node.Children)
            _ = Add(child, depth + 1);
        Line(depth, "end");
        return ([id], [id]);
    }

    private (List<int> First, List<int> Last) Sequence(OutlineNode node, int depth)
    {
        (List<int> First, List<int> Last)? whole = null;
        foreach (var child in node.Children)
        {
            var next = Add(child, depth);
            if (whole is { } before)
                Join(before.Last, next.First, depth);
            whole = (whole?.First ?? next.First, next.Last);
        }

        return whole ?? ([], []);
    }

    private void Join(List<int> from, List<int> to, int depth)
    {
        foreach (var one in from)
        {
            foreach (var other in to)
                Line(depth, $"n{one} --> n{other}");
        }
    }

    private void Line(int depth, string line) => text.Append(CultureInfo.InvariantCulture, $"{new string(' ', depth * 2)}{line}\n");

    private static string Quoted(OutlineNode node)
    {
        var words = node.Members is { } members ? $"{NodeWords.Title(node)}: {NodeWords.Counts(members)}" : NodeWords.IsLeaf(node) ? $"{NodeWords.Title(node)}: {NodeWords.Line(node)}" : NodeWords.Title(node);

        // Mermaid reads entities in quoted text; nothing else is special there.
        return words.Replace("&", "#amp;", StringComparison.Ordinal).Replace("\"", "#quot;", StringComparison.Ordinal).Replace("<", "#lt;", StringComparison.Ordinal).Replace(">", "#gt;", StringComparison.Ordinal).ReplaceLineEndings(" ");
    }
}
