using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
        "'{0}' cannot be enqueued {1}",
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
                    || call.TargetMethod is not { Name: "EnqueueAsync" or "SendAsync", TypeArguments: [var missing, _], Parameters.Length: 2 }
                    || call.Arguments.FirstOrDefault(static a => a.Parameter?.Ordinal == 0) is not { } argument)
                {
                    return;
                }

                var value = argument.Value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : argument.Value;
                var (text, type) = (Side.Shorten(value.Syntax), Fit.Read(missing));
                Report(
                    context,
                    value.Syntax,
                    $"alone, because '{Side.Shorten(Side.First(value.Syntax))}' still misses {type}: write {call.TargetMethod.Name}({text}, …) with its input, "
                    + $"give it the argument, or pipe a step that yields {type} into it with |");
            },
            OperationKind.Invocation);
        start.RegisterOperationAction(context => AnalyzeInput(context, known), OperationKind.Invalid);
    }

    // The compiler tells of the other overload, whose second parameter is a token.
    private static void AnalyzeInput(OperationAnalysisContext context, KnownTypes known)
    {
        if (context.Operation is not
            {
                Syntax: InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "EnqueueAsync" or "SendAsync", Expression: { } receiver },
                    ArgumentList.Arguments: [{ Expression: { } signature }, { NameColon: null, Expression: { } input }, ..],
                },
                SemanticModel: { } model,
            }
            || model.GetTypeInfo(receiver, context.CancellationToken).Type is not { Name: "ITaskClient" or "TaskContext" } client
            || !SymbolEqualityComparer.Default.Equals(client.ContainingAssembly, known.Complete.ContainingAssembly)
            || model.GetOperation(Side.Unwrapped(signature), context.CancellationToken) is not { } operation
            || Side.Of(operation, known) is not { Takes: { } takes }
            || model.GetTypeInfo(input, context.CancellationToken).Type is not { TypeKind: not TypeKind.Error } given
            || new Fit(known, model.Compilation).IsFit(given, takes))
        {
            return;
        }

        var (wanted, actual) = Fit.Read(takes, given);
        Report(context, signature, $"with '{Side.Shorten(input)}', because it takes {wanted}, and that is {actual}: give it {wanted}");
    }

    private static void Report(OperationAnalysisContext context, SyntaxNode signature, string why) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, signature.GetLocation(), Side.Shorten(signature), why));
}
