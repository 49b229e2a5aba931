using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Shape;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1008: forms that the generator leaves out because a call could not say which is meant.</summary>
public sealed class MissingFactoryAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1008";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A partial factory is not generated",
        "No factory of '{0}' leaves out {1}: {2}",
        Rule.Composition,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    /// <summary>The longest tuple that travels.</summary>
    private const int Most = 7;

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        OnTaskClass(start, known, static (context, _, tasks) =>
        {
            foreach (var overloads in tasks.GroupBy(static t => t.Name, StringComparer.Ordinal))
            {
                var forms = overloads.SelectMany(FactoryForm.Of).ToList();
                foreach (var task in overloads)
                {
                    var left = forms
                        .Where(f => f.Missing.Count > 0 && SymbolEqualityComparer.Default.Equals(f.Task, task))
                        .Select(f => (Names: string.Join(", ", f.Missing.Select(static p => p.Name)), Reason: Explain(f, forms)))
                        .Where(static f => f.Reason is not null)
                        .ToList();
                    if (left.Count == 0)
                        continue;
                    context.ReportDiagnostic(Diagnostic.Create(
                        Descriptor, task.Locations[0], Read(task), string.Join(" or ", left.Select(static f => $"({f.Names})")), left[0].Reason));
                }
            }
        });

    private static string? Explain(FactoryForm form, List<FactoryForm> all)
    {
        if (form.Missing.Count > Most)
            return $"a tuple of more than {Most} does not travel; take a record instead";
        var others = all.Where(f => f.Missing.Count <= Most && !ReferenceEquals(f, form) && f.Key == form.Key && !SymbolEqualityComparer.Default.Equals(f.Task, form.Task)).ToList();
        if (others.Find(static f => f.Missing.Count == 0) is { } complete)
            return $"such a call is the complete one of '{Read(complete.Task)}' already; give one of the methods another name";
        return others.Count > 0
            ? $"such a call could as well mean '{Read(others[0].Task)}'; give one of the methods another name"
            : null;
    }

    private static string Read(IMethodSymbol method) => method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
