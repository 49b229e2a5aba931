using TypedTasks.Plans;
using TypedTasks.Plans.Diagrams;

namespace TypedTasks;

/// <summary>Draws signatures.</summary>
public static class DiagramExtensions
{
    /// <summary>The steps and what leads to which, as a Mermaid flowchart; never arguments.</summary>
    /// <param name="signature">The signature, complete or partial.</param>
    public static string ToMermaid(this ISignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return MermaidWriter.Write(PlanDiagram.Read(PlanCompiler.Compile(signature.Node)));
    }
}
