using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.CodeFixes;

/// <summary>The attribute <c>[Task]</c> as syntax.</summary>
internal static class TaskAttributes
{
    private const string Aliases = nameof(Aliases);

    public static async Task<AttributeSyntax?> FindAsync(Document document, MethodDeclarationSyntax method, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return method.AttributeLists
            .SelectMany(static l => l.Attributes)
            .FirstOrDefault(a => model.GetTypeInfo(a, cancellation).Type is { Name: "TaskAttribute", ContainingNamespace.Name: "TypedTasks" });
    }

    public static AttributeSyntax WithName(AttributeSyntax attribute, string name)
    {
        var literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        var arguments = attribute.ArgumentList?.Arguments ?? [];
        if (arguments.FirstOrDefault(static a => a.NameEquals is null) is { } given)
            return attribute.ReplaceNode(given.Expression, literal.WithTriviaFrom(given.Expression));
        arguments = arguments.Insert(0, SyntaxFactory.AttributeArgument(literal));
        var separators = arguments.GetSeparators().Select(static s => s.WithTrailingTrivia(SyntaxFactory.Space));
        return attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(arguments, separators)));
    }

    /// <summary>The task keeps its new name and still answers to that one.</summary>
    public static AttributeSyntax WithAlias(AttributeSyntax attribute, string name)
    {
        var literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        var there = attribute.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == Aliases)?.Expression;
        return there switch
        {
            CollectionExpressionSyntax list => attribute.ReplaceNode(there, list.WithElements(Spaced(list.Elements.Add(SyntaxFactory.ExpressionElement(literal))))),
            ImplicitArrayCreationExpressionSyntax { Initializer: { } values } => attribute.ReplaceNode(values, values.WithExpressions(Spaced(values.Expressions.Add(literal)))),
            ArrayCreationExpressionSyntax { Initializer: { } values } => attribute.ReplaceNode(values, values.WithExpressions(Spaced(values.Expressions.Add(literal)))),
            _ => With(attribute, Aliases, SyntaxFactory.CollectionExpression([SyntaxFactory.ExpressionElement(literal)])),
        };
    }

    private static AttributeSyntax With(AttributeSyntax attribute, string property, ExpressionSyntax value)
    {
        var argument = SyntaxFactory.AttributeArgument(value)
            .WithNameEquals(SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName(property)).NormalizeWhitespace().WithTrailingTrivia(SyntaxFactory.Space));
        return attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(Spaced((attribute.ArgumentList?.Arguments ?? []).Add(argument))));
    }

    // What was there keeps its place; a separator that was added has no space after it yet.
    private static SeparatedSyntaxList<T> Spaced<T>(SeparatedSyntaxList<T> list)
        where T : SyntaxNode =>
        SyntaxFactory.SeparatedList(
            [.. list.Select((n, i) => i == list.Count - 1 && i > 0 ? n.WithLeadingTrivia().WithTrailingTrivia(list[i - 1].GetTrailingTrivia()) : i == list.Count - 2 ? n.WithTrailingTrivia() : n)],
            list.GetSeparators().Select(static s => s.WithTrailingTrivia(SyntaxFactory.Space)));
}
