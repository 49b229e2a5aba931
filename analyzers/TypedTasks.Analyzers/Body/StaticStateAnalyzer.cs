using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Body;

/// <summary>TT3005: state of a process is not state of a flow.</summary>
public sealed class StaticStateAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT3005";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A task changes static state",
        "Task '{0}' changes the static {1} '{2}': every worker process has one of its own, steps run at the same time, and a restart forgets it; hand the value from step to step, or keep it in a store",
        Rule.Body,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        OnTaskBody(start, known, static (block, method) =>
        {
            block.RegisterOperationAction(
                context =>
                {
                    var target = context.Operation switch
                    {
                        IAssignmentOperation assignment => assignment.Target,
                        IIncrementOrDecrementOperation step => step.Target,
                        _ => null,
                    };
                    foreach (var one in target is ITupleOperation tuple ? tuple.Elements : target is null ? [] : [target])
                    {
                        if (one is IMemberReferenceOperation { Member: { IsStatic: true } member, Instance: null })
                        {
                            context.ReportDiagnostic(Diagnostic.Create(
                                Descriptor, one.Syntax.GetLocation(), method.Name, member is IFieldSymbol ? "field" : "property", member.Name));
                        }
                    }
                },
                OperationKind.SimpleAssignment,
                OperationKind.CompoundAssignment,
                OperationKind.DeconstructionAssignment,
                OperationKind.Increment,
                OperationKind.Decrement);
        });
}
