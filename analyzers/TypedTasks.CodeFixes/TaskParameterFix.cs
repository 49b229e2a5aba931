using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Simplification;
using TypedTasks.Analyzers.Shape;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT0003 where the parameter is a service, and TT0019 where it was meant to be one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class TaskParameterFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [TaskParameterAnalyzer.Id, ServiceLookAlikeAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (!context.Diagnostics[0].Properties.ContainsKey(TaskParameterAnalyzer.IsService)
            || root?.FindNode(context.Span).FirstAncestorOrSelf<ParameterSyntax>() is not { } parameter)
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                $"Take '{parameter.Identifier.ValueText}' from the services",
                _ => Task.FromResult(Apply(context.Document, root, parameter)),
                nameof(TaskParameterFix)),
            context.Diagnostics);
    }

    private static Document Apply(Document document, SyntaxNode root, ParameterSyntax parameter)
    {
        var name = SyntaxFactory.ParseName("TypedTasks.FromServices").WithAdditionalAnnotations(Simplifier.Annotation);
        var list = SyntaxFactory.AttributeList([SyntaxFactory.Attribute(name)]).WithTrailingTrivia(SyntaxFactory.Space);
        var changed = parameter
            .WithoutLeadingTrivia()
            .WithAttributeLists(parameter.AttributeLists.Insert(0, list))
            .WithLeadingTrivia(parameter.GetLeadingTrivia());
        return document.WithSyntaxRoot(root.ReplaceNode(parameter, changed));
    }
}
