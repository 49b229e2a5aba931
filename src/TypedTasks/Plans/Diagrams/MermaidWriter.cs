using System.Globalization;
using System.Text;

namespace TypedTasks.Plans.Diagrams;

/// <summary>Draws a diagram as a Mermaid flowchart.</summary>
internal sealed class MermaidWriter
{
    private readonly StringBuilder nodes = new();
    private readonly StringBuilder edges = new();
    private int depth = 1;
    private int count;

    public static string Write(Diagram diagram)
    {
        var writer = new MermaidWriter();
        writer.Draw(diagram, []);
        return $"flowchart LR\n{writer.nodes}{writer.edges}".TrimEnd('\n');
    }

    /// <summary>Draws a part behind the ends that lead to it.</summary>
    /// <returns>The ends that lead on.</returns>
    private IReadOnlyList<Edge> Draw(Diagram diagram, IReadOnlyList<Edge> from)
    {
        if (diagram.IgnoresInput)
            from = [.. from.Select(static e => e.Label is null ? e with { Label = "then" } : e)];
        return diagram.Kind switch
        {
            DiagramKind.Pass => from,
            DiagramKind.Sequence => diagram.Parts.Aggregate(from, (ends, part) => Draw(part, ends)),
            DiagramKind.Parallel => diagram.Parts.Count == 0 ? from : [.. diagram.Parts.SelectMany(p => Draw(p, from))],
            DiagramKind.Settled => [.. Draw(diagram.Parts[0], from).Select(static e => e with { Label = "outcome" })],
            DiagramKind.Frame => Frame(diagram, from).Ends,
            DiagramKind.Branch => Branch(diagram, from, false),
            DiagramKind.Handler => Branch(diagram, from, true),
            _ => [new(Node(diagram, from), null, false)],
        };
    }

    private IReadOnlyList<Edge> Branch(Diagram diagram, IReadOnlyList<Edge> from, bool leadsOn)
    {
        var (name, ends) = Scope(diagram.Parts[0], from);
        var others = Draw(diagram.Parts[1] with { IgnoresInput = false }, [new(name, diagram.Text, true)]);
        return leadsOn ? [.. ends, .. others] : ends;
    }

    /// <summary>A line can begin at one node or at the frame around several.</summary>
    private (string Name, IReadOnlyList<Edge> Ends) Scope(Diagram diagram, IReadOnlyList<Edge> from)
    {
        if (diagram.Kind is DiagramKind.Frame)
            return Frame(diagram, from);
        var isNode = diagram.Kind is DiagramKind.Step or DiagramKind.Wait or DiagramKind.Opaque;
        if (!isNode)
            return Frame(Diagram.Frame(" ", diagram), from);
        var ends = Draw(diagram, from);
        return (ends[0].From, ends);
    }

    private (string Name, IReadOnlyList<Edge> Ends) Frame(Diagram diagram, IReadOnlyList<Edge> from)
    {
        var name = $"s{count++}";
        Line(nodes, $"subgraph {name}[\"{Escape(diagram.Text)}\"]");
        depth++;
        var ends = Draw(diagram.Parts[0], from);
        depth--;
        Line(nodes, "end");
        return (name, ends);
    }

    private string Node(Diagram diagram, IReadOnlyList<Edge> from)
    {
        var name = $"n{count++}";
        var text = Escape(diagram.Text);
        Line(nodes, diagram.Kind switch
        {
            DiagramKind.Step => $"{name}[\"{text}\"]",
            DiagramKind.Wait => $"{name}([\"wait for {text}\"])",
            _ => $"{name}{{{{\"{text}\"}}}}",
        });
        foreach (var edge in from)
            edges.Append($"    {edge.From} {(edge.IsBroken ? "-.->" : "-->")}{(edge.Label is null ? "" : $"|{edge.Label}|")} {name}\n");
        return name;
    }

    private void Line(StringBuilder text, string line) => text.Append(' ', depth * 4).Append(line).Append('\n');

    /// <summary>What Mermaid would take for its own, as the number of the character.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '"' or '#' or '<' or '>' or '&' or '`' or '\\' or ';')
                escaped.Append('#').Append(((int)c).ToString(CultureInfo.InvariantCulture)).Append(';');
            else
                escaped.Append(char.IsControl(c) ? ' ' : c);
        }

        return escaped.ToString();
    }

    /// <summary>A line that ends nowhere yet.</summary>
    private sealed record Edge(string From, string? Label, bool IsBroken);
}
