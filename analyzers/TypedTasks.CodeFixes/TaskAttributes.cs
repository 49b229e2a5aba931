using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.CodeFixes;

/// <summary>The attribute <c>[Task]</c> as syntax.</summary>
internal static class TaskAttributes
{
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

    public static AttributeSyntax With(AttributeSyntax attribute, string property, ExpressionSyntax value)
    {
        var argument = SyntaxFactory.AttributeArgument(value)
            .WithNameEquals(SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName(property)).NormalizeWhitespace().WithTrailingTrivia(SyntaxFactory.Space));
        var arguments = (attribute.ArgumentList?.Arguments ?? []).Add(argument);
        var separators = arguments.GetSeparators().Select(static s => s.WithTrailingTrivia(SyntaxFactory.Space));
        return attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(arguments, separators)));
    }
}
