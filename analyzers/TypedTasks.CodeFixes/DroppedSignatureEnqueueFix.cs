using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers;
using TypedTasks.Analyzers.Composition;

namespace TypedTasks.CodeFixes;

/// <summary>
/// Fixes TT1003 where a client is at hand and awaiting is possible. A changed copy of a variable is not enqueued: the variable
/// may be, and then the flow would run twice.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DroppedSignatureEnqueueFix() : TaskFix(DroppedSignatureAnalyzer.Id)
{
    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (node is not ExpressionSyntax flow || model is null || !AsyncPlace.Contains(flow))
            return;
        var known = KnownTypes.Of(model.Compilation)!;
        // A partial one cannot be enqueued as it is.
        if (IsCopy(flow, model, known, context.CancellationToken) || Side.OfType(model.GetTypeInfo(flow, context.CancellationToken).Type, "", known) is not { Takes: null })
            return;
        // What a task starts belongs to its flow: a step that is repeated starts it once.
        var client = AtHand.Of(model, flow.SpanStart, context.CancellationToken)
            .Where(static s => Rank(AtHand.TypeOf(s)) > 0)
            .OrderByDescending(static s => Rank(AtHand.TypeOf(s)))
            .ThenBy(static s => s.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        if (client is null)
            return;
        SyntaxNode old = flow.Parent is EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } ? declaration : flow;
        Offer(context, diagnostic, $"Enqueue it with {client.Name}", nameof(DroppedSignatureEnqueueFix), root, old, () =>
        {
            var call = AsyncPlace.Await(SyntaxFactory.InvocationExpression(
                    SyntaxFactory.ParseExpression($"{AtHand.Spell(client.Name)}.EnqueueAsync"),
                    SyntaxFactory.ArgumentList([SyntaxFactory.Argument(flow.WithoutTrivia())])))
                .WithTriviaFrom(flow);
            return old is VariableDeclarationSyntax local ? Declared.WithVar(local.ReplaceNode(flow, call)) : call;
        });
    }

    private static bool IsCopy(ExpressionSyntax flow, SemanticModel model, KnownTypes known, CancellationToken cancellation) =>
        DroppedSignatureAssignFix.Origin(flow) is { } origin
        && model.GetSymbolInfo(origin, cancellation).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol
        && Side.OfType(model.GetTypeInfo(origin, cancellation).Type, "", known) is not null;

    private static int Rank(ITypeSymbol type) => type switch
    {
        { Name: "TaskContext", ContainingNamespace.Name: "TypedTasks" } => 2,
        { Name: "ITaskClient", ContainingNamespace.Name: "TypedTasks" } => 1,
        _ => 0,
    };
}
