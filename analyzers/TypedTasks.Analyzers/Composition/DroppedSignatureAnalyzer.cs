using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Analyzers.Shape;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1003: a signature does nothing until it is enqueued.</summary>
public sealed class DroppedSignatureAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1003";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A signature is built and dropped",
        "'{0}' is built and dropped{1}: nothing runs before it is given to EnqueueAsync or SendAsync",
        Rule.Composition,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        DroppedValues.Register(
            start,
            // A test builds one to see it refused.
            value => Side.OfType(value.Type, "", known) is not null && !Expected.IsAt(value),
            static (value, how, report) =>
            {
                var option = value is IInvocationOperation { TargetMethod: { ContainingType.Name: "OptionExtensions", Name: var name } }
                    ? $" ({name} changes a copy, which it returns)"
                    : "";
                report(Diagnostic.Create(Descriptor, value.Syntax.GetLocation(), Side.Shorten(value.Syntax), how + option));
            });
}
