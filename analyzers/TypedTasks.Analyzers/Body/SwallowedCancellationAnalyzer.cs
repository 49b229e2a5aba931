using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Body;

/// <summary>TT3003: a catch of everything hides from the worker that the step was cancelled.</summary>
public sealed class SwallowedCancellationAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT3003";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A catch-all swallows the cancellation",
        "This catch takes {0} too, so the worker believes that task '{1}' succeeded when it was {2}: let it through, with 'when (… is not {3})'",
        Rule.Body,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    /// <summary>The property that a diagnostic carries when the task can be cancelled.</summary>
    internal const string IsCancellable = nameof(IsCancellable);

    private static readonly ImmutableDictionary<string, string?> Cancellable = ImmutableDictionary<string, string?>.Empty.Add(IsCancellable, "true");

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        OnTaskBody(start, known, (block, method) =>
        {
            var isCancellable = method.Parameters.Any(static p => p.Type.Name == "CancellationToken");
            block.RegisterOperationAction(
                context =>
                {
                    var all = (ICatchClauseOperation)context.Operation;
                    if (all.Filter is not null
                        || all.ExceptionType is not { SpecialType: SpecialType.System_Object } and not { Name: "Exception", ContainingNamespace.Name: "System" }
                        || all.Handler.Descendants().Any(static o => o is IThrowOperation)
                        || IsCaughtBefore(all))
                    {
                        return;
                    }

                    var types = isCancellable ? "(OperationCanceledException or RetryLaterException)" : "RetryLaterException";
                    var place = ((CatchClauseSyntax)all.Syntax).CatchKeyword.GetLocation();
                    context.ReportDiagnostic(Diagnostic.Create(
                        Descriptor,
                        place,
                        isCancellable ? Cancellable : ImmutableDictionary<string, string?>.Empty,
                        types.Trim('(', ')').Replace(" or ", " and "),
                        method.Name,
                        isCancellable ? "cancelled or asked for a retry" : "asked for a retry",
                        types));
                },
                OperationKind.CatchClause);
        });
    }

    private static bool IsCaughtBefore(ICatchClauseOperation all) =>
        all.Parent is ITryOperation attempt
        && attempt.Catches.TakeWhile(c => c != all).Any(c => c.Filter is null && c.ExceptionType is { Name: "OperationCanceledException", ContainingNamespace.Name: "System" });
}
