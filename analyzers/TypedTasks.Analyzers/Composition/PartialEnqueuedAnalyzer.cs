using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1005: says in types what a partial signature misses.</summary>
public sealed class PartialEnqueuedAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1005";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A partial signature cannot be enqueued",
        "'{0}' cannot be enqueued, because '{1}' still misses {2}: give it the argument, or pipe a step that yields {2} into it with |",
        Rule.Composition,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        var client = known.Find("TypedTasks.ITaskClient");
        start.RegisterOperationAction(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (!SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, client)
                    || call.TargetMethod is not { Name: "EnqueueAsync" or "SendAsync", TypeArguments: [var missing, _] }
                    || call.Arguments.FirstOrDefault(static a => a.Parameter?.Ordinal == 0) is not { } argument)
                {
                    return;
                }

                var value = argument.Value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : argument.Value;
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptor, value.Syntax.GetLocation(), Side.Shorten(value.Syntax), Side.Shorten(Side.First(value.Syntax)), Fit.Read(missing)));
            },
            OperationKind.Invocation);
    }
}
