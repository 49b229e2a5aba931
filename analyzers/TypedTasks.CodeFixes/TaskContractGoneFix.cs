using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Contracts;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT4002: keeps the old name, or accepts that the task is gone; and TT4013: accepts that the event is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)], DocumentExtensions = [".txt"])]
[Shared]
public sealed class TaskContractGoneFix : CodeFixProvider
{
    private const string Keep = nameof(Keep);

    private const string Accept = nameof(Accept);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [TaskContractAnalyzer.TaskGone, EventContractAnalyzer.EventGone];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => AcceptAll.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var project = context.TextDocument.Project;
        if (ContractLines.File(project) is not { } file)
            return Task.CompletedTask;
        foreach (var diagnostic in context.Diagnostics)
        {
            var name = diagnostic.Properties[TaskContractAnalyzer.OldName]!;
            if (diagnostic.AdditionalLocations is [{ IsInSource: true } place])
                context.RegisterCodeFix(CodeAction.Create($"Keep the name '{name}' as an alias", c => KeepAsync(project, place, name, c), Keep), diagnostic);
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Accept it, {(diagnostic.Id == EventContractAnalyzer.EventGone ? "no flow waits" : "nothing is in flight")}: remove '{name}' from {ContractFile.Name}",
                    c => ContractLines.RemoveAsync(project.Solution, file.Id, [diagnostic.Properties[TaskContractAnalyzer.Key]!], c),
                    Accept),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<Solution> KeepAsync(Project project, Location place, string name, CancellationToken cancellation)
    {
        var document = project.GetDocument(place.SourceTree)!;
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        if (root.FindNode(place.SourceSpan).FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
            || await TaskAttributes.FindAsync(document, method, cancellation).ConfigureAwait(false) is not { } attribute)
        {
            return project.Solution;
        }

        return document.WithSyntaxRoot(root.ReplaceNode(attribute, TaskAttributes.WithAlias(attribute, name))).Project.Solution;
    }

    private sealed class AcceptAll : FixAllProvider
    {
        public static AcceptAll Instance { get; } = new();

        public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
        {
            if (context.CodeActionEquivalenceKey != Accept || ContractLines.File(context.Project) is not { } file)
                return null;
            var diagnostics = await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
            var keys = diagnostics.Select(static d => d.Properties[TaskContractAnalyzer.Key]!).ToList();
            return CodeAction.Create(
                $"Remove all of them from {ContractFile.Name}",
                c => ContractLines.RemoveAsync(context.Solution, file.Id, keys, c),
                Accept);
        }
    }
}
