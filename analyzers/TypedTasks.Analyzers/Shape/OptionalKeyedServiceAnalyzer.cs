using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0015: a keyed service is required, whatever its parameter says.</summary>
public sealed class OptionalKeyedServiceAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0015";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A keyed service cannot be optional",
        "The worker asks for the keyed service '{0}' of {1} and fails the step when it is missing, though the parameter says that it may be absent: make it required, or take an unkeyed service",
        Rule.Shape,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        OnTask(start, known, static (context, method, _) => Check(context, method, $"task '{method.Name}'"));
        OnTaskClass(start, known, static (context, type, tasks) =>
        {
            if (tasks.All(static t => t.IsStatic))
                return;
            if (TaskConstructor.Find(type) is { } constructor)
                Check(context, constructor, $"the constructor of '{type.Name}'");
        });
    }

    private static void Check(SymbolAnalysisContext context, IMethodSymbol method, string owner)
    {
        foreach (var parameter in method.Parameters)
        {
            if ((parameter.HasExplicitDefaultValue || parameter.NullableAnnotation == NullableAnnotation.Annotated)
                && ServiceMark.Of(parameter) is { IsKnown: true, IsKeyed: true })
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, parameter.Locations[0], parameter.Name, owner));
            }
        }
    }
}
