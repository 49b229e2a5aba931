using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Serialization;
using TypedTasks.Generators.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT2005: lets the base class or interface name the class.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class SlicedValueFix() : TaskFix(SlicedValueAnalyzer.Id)
{
    private const string Json = "System.Text.Json.Serialization";

    /// <summary>Several places may need the same line.</summary>
    public override FixAllProvider GetFixAllProvider() => OneAfterAnother.Instance;

    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (diagnostic.Properties.GetValueOrDefault(SlicedValueAnalyzer.Root) is not { } rootId
            || diagnostic.Properties.GetValueOrDefault(SlicedValueAnalyzer.Class) is not { } classId
            || await context.Document.Project.GetCompilationAsync(context.CancellationToken).ConfigureAwait(false) is not { } compilation
            || DocumentationCommentId.GetFirstSymbolForDeclarationId(rootId, compilation) is not INamedTypeSymbol named
            || DocumentationCommentId.GetFirstSymbolForReferenceId(classId, compilation) is not INamedTypeSymbol derived
            || named.DeclaringSyntaxReferences.FirstOrDefault(r => context.Document.Project.Solution.GetDocument(r.SyntaxTree) is not null) is not { } reference)
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                $"Let '{named.Name}' name '{derived.Name}': [JsonDerivedType(typeof({derived.Name}), \"{Discriminator(named, derived)}\")]",
                c => ApplyAsync(context.Document.Project.Solution, reference, derived, Discriminator(named, derived), c),
                nameof(SlicedValueFix)),
            diagnostic);
    }

    /// <summary>The name of the class, told apart from those that the list has.</summary>
    private static string Discriminator(INamedTypeSymbol root, INamedTypeSymbol derived)
    {
        var taken = JsonRoots.Entries(root).Select(static e => e.Discriminator as string).ToList();
        var name = Handover.Discriminator(derived);
        return Enumerable.Range(1, int.MaxValue - 1).Select(i => i == 1 ? name : $"{name}{i}").First(n => !taken.Contains(n));
    }

    private static async Task<Solution> ApplyAsync(Solution solution, SyntaxReference reference, INamedTypeSymbol derived, string name, CancellationToken cancellation)
    {
        var document = solution.GetDocument(reference.SyntaxTree)!;
        var declaration = (TypeDeclarationSyntax)await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false);
        var root = await reference.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        var place = declaration.SpanStart;
        var type = derived.ToMinimalDisplayString(model, place);
        var isImported = model.LookupNamespacesAndTypes(place, name: "JsonDerivedTypeAttribute").Any();
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(
            SyntaxFactory.ParseName(isImported ? "JsonDerivedType" : $"{Json}.JsonDerivedType"),
            SyntaxFactory.ParseAttributeArgumentList($"(typeof({type}), {SymbolDisplay.FormatLiteral(name, quote: true)})"))));
        // On a line of its own, as far in as the type.
        var trivia = declaration.GetLeadingTrivia();
        var indent = trivia.LastOrDefault(static t => t.IsKind(SyntaxKind.WhitespaceTrivia));
        var changed = declaration.WithLeadingTrivia(indent)
            .WithAttributeLists(declaration.WithLeadingTrivia(indent).AttributeLists.Insert(0, list.WithLeadingTrivia(trivia).WithTrailingTrivia(SyntaxFactory.ElasticLineFeed)));
        return document.WithSyntaxRoot(root.ReplaceNode(declaration, changed)).Project.Solution;
    }
}
