using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1017: id, name, unique key, turn and expectation are those of a flow, so a part of one cannot have them.</summary>
public sealed class RootOptionAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1017";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "An option of the whole flow stands on a part of it",
        "{0} binds to the flow that is enqueued, but '{1}' {2}",
        Rule.Composition,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        start.RegisterOperationAction(
            context =>
            {
                var option = (IInvocationOperation)context.Operation;
                if (!IsRootOption(option, known) || Whereabouts.Of(option, known, context.CancellationToken) is not { } part)
                    return;
                var name = option.TargetMethod.Name;

                // A flow of a schedule may have a name of its own.
                if (part is Whereabouts.Scheduled && name == "Named")
                    return;
                var access = (option.Syntax as InvocationExpressionSyntax)?.Expression as MemberAccessExpressionSyntax;
                var text = Side.Shorten(access is null ? option.Syntax : access.Expression);
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptor,
                    (access?.Name ?? option.Syntax).GetLocation(),
                    name,
                    text,
                    part switch
                    {
                        Whereabouts.Returned => "is returned from a task and becomes part of the flow of that task: leave it out, or start a flow of its own with TaskContext.EnqueueAsync",
                        Whereabouts.Scheduled => "is composed by a schedule, which names its flows by their occurrences and says by Overlap which of them run beside each other: leave it out",
                        Whereabouts.Kept => $"is composed with others below: call it on the whole, (…).{name}(…)",
                        _ => $"is a part of one: call it on the whole, (…).{name}(…)",
                    }));
            },
            OperationKind.Invocation);

    private static bool IsRootOption(IInvocationOperation call, KnownTypes known) =>
        call.TargetMethod is { IsExtensionMethod: true, Name: "WithId" or "Unique" or "InTurn" or "Expect" or "Named", ContainingType: { Name: "OptionExtensions" or "UniqueExtensions" or "TurnExtensions" or "ExpectationExtensions" } owner }
        && SymbolEqualityComparer.Default.Equals(owner.ContainingAssembly, known.Complete.ContainingAssembly);
}
