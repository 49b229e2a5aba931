using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Composition;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT1016: imports the class of the factory, or says it; where the method itself was called, calls the factory.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class FactoryNotFoundFix() : TaskFix(FactoryNotFoundAnalyzer.Id)
{
    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (diagnostic.Properties.TryGetValue(FactoryNotFoundAnalyzer.Factory, out var factory) && node is ExpressionSyntax called)
        {
            Offer(context, diagnostic, $"Call {factory}", $"{nameof(FactoryNotFoundFix)}.Call", root, called, () => SyntaxFactory.ParseExpression(factory!).WithTriviaFrom(called));
            return;
        }

        if (!diagnostic.Properties.TryGetValue(FactoryNotFoundAnalyzer.Owner, out var owners) || node is not IdentifierNameSyntax name)
            return;
        // Written as Tasks.Load, the name has a class before it already.
        ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        foreach (var owner in owners!.Split('\n'))
        {
            if (model.Compilation.GetTypesByMetadataName(Metadata(owner, model)) is not [{ } type, ..])
                continue;
            if (whole == name)
                Offer(context, diagnostic, $"Add using static {owner}", $"{nameof(FactoryNotFoundFix)}.{owner}", _ => Task.FromResult(context.Document.WithSyntaxRoot(Import.AddStatic(root, owner))));
            var text = $"{AmbiguousFactoryAnalyzer.Read(type, model, name)}.{name.Identifier.Text}";
            Offer(context, diagnostic, $"Call {text}", $"{nameof(FactoryNotFoundFix)}.Call.{owner}", root, whole, () => SyntaxFactory.ParseExpression(text).WithTriviaFrom(whole));
        }
    }

    /// <summary>The name by which a nested class is found: a plus before it and before each class that it stands in.</summary>
    private static string Metadata(string name, SemanticModel model)
    {
        var parts = name.Split('.');
        for (var i = 1; i < parts.Length; i++)
        {
            var metadata = string.Join(".", parts.Take(i)) + "+" + string.Join("+", parts.Skip(i));
            if (model.Compilation.GetTypeByMetadataName(metadata) is not null)
                return metadata;
        }

        return name;
    }
}
