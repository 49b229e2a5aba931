using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1018: two waits of one flow for the same event under the same key cannot be told apart.</summary>
public sealed class AmbiguousWaitAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1018";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Two waits of a flow cannot be told apart",
        "'{0}' {1}",
        Rule.Composition,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        if (known.Find("TypedTasks.Wait") is not { } wait)
            return;
        start.RegisterOperationAction(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (EventOf(call, wait) is { } said && call.Syntax is InvocationExpressionSyntax syntax && Explain(context, syntax, said, wait) is { } reason)
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, syntax.GetLocation(), Side.Shorten(syntax), reason));
            },
            OperationKind.Invocation);
    }

    private static string? Explain(OperationAnalysisContext context, InvocationExpressionSyntax call, ISymbol said, INamedTypeSymbol wait)
    {
        var model = context.Operation.SemanticModel!;
        var (root, isRepeated) = Climb(call, model, context.CancellationToken);
        if (isRepeated)
            return $"stands in Each(), where every element would wait for the same event: let each element yield its key, and pipe that into Wait.Keyed({said.Name})";
        if (KeyOf(context, call) is not { } key)
            return null;
        foreach (var other in root.DescendantNodesAndSelf(static n => n is not AnonymousFunctionExpressionSyntax).OfType<InvocationExpressionSyntax>())
        {
            if (other.SpanStart >= call.SpanStart)
                return null;
            if (model.GetOperation(other, context.CancellationToken) is IInvocationOperation earlier
                && SymbolEqualityComparer.Default.Equals(EventOf(earlier, wait), said)
                && Climb(other, model, context.CancellationToken).Root == root
                && KeyOf(context, other) == key)
            {
                return $"waits for what '{Side.Shorten(other)}' waits for in the same flow, and nobody could tell which one is meant: give them different keys with WithKey, or declare two events";
            }
        }

        return null;
    }

    // The property that declares what is waited for; without it nobody can tell.
    private static ISymbol? EventOf(IInvocationOperation call, INamedTypeSymbol wait) =>
        call.TargetMethod is { Name: "For" } method && SymbolEqualityComparer.Default.Equals(method.ContainingType, wait)
        && call.Arguments is [{ Value: IPropertyReferenceOperation { Property: var property } }]
            ? property
            : null;

    /// <summary>The whole that a wait is composed into, as far as one expression shows it, and whether it is repeated there. Of the branches of a condition only one runs.</summary>
    private static (SyntaxNode Root, bool IsRepeated) Climb(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        while (true)
        {
            switch (node.Parent)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Parent: InvocationExpressionSyntax call } access when access.Expression == node && Composes(call):
                    if (name == "Each")
                        return (call, true);
                    node = call;
                    continue;
                case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } when Composes(call):
                    node = call;
                    continue;
                case ArgumentSyntax { Parent: TupleExpressionSyntax tuple }:
                    node = tuple;
                    continue;
                case BinaryExpressionSyntax binary when IsSignature(model.GetTypeInfo(binary, cancellation).Type):
                    node = binary;
                    continue;
                case ParenthesizedExpressionSyntax or ExpressionElementSyntax or CollectionExpressionSyntax:
                    node = node.Parent;
                    continue;
                default:
                    return (node, false);
            }
        }

        // What a method of somebody else makes of its arguments nobody can tell: two calls of EnqueueAsync are two flows.
        bool Composes(InvocationExpressionSyntax call) =>
            model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { ContainingAssembly.Name: SymbolNames.Runtime, ReturnType: var yields } && IsSignature(yields);

        static bool IsSignature(ITypeSymbol? type) =>
            SymbolNames.IsOurs(type, "ISignature") || (type is not null && type.AllInterfaces.Any(static i => SymbolNames.IsOurs(i, "ISignature")));
    }

    /// <summary>The key: empty where there is none, null where nobody can tell.</summary>
    private static string? KeyOf(OperationAnalysisContext context, InvocationExpressionSyntax call)
    {
        SyntaxNode node = call;
        while (node.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access && access.Expression == node)
        {
            if (access.Name.Identifier.ValueText == "WithKey")
            {
                return next.ArgumentList.Arguments is [{ Expression: var key }]
                    && context.Operation.SemanticModel!.GetConstantValue(key, context.CancellationToken) is { HasValue: true, Value: string text }
                        ? text
                        : null;
            }

            node = next;
        }

        return "";
    }
}
