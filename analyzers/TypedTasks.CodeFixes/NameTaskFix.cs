using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Shape;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT0002 and TT0005: gives the task a name of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class NameTaskFix() : TaskFix(OverloadedTaskAnalyzer.Id, DuplicateTaskNameAnalyzer.Id)
{
    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(TaskNaming.Suggestion, out var name)
            || node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
            || await TaskAttributes.FindAsync(context.Document, method, context.CancellationToken).ConfigureAwait(false) is not { } attribute)
        {
            return;
        }

        Offer(context, diagnostic, $"Name the task \"{name}\"", nameof(NameTaskFix), root, attribute, () => TaskAttributes.WithName(attribute, name!));
    }
}
