using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Serialization;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT2001: adds the type to the assembly's context, and makes a context where there is none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UncoveredTypeFix : CodeFixProvider
{
    private const string NewContext = "TaskJson";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [UncoveredTypeAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => AddAll.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var type = diagnostic.Properties[UncoveredTypeAnalyzer.Type]!;
            context.RegisterCodeFix(
                CodeAction.Create($"Add {type} to the JSON context", c => AddAsync(context.Document.Project, [type], c), nameof(UncoveredTypeFix)),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<Solution> AddAsync(Project project, IReadOnlyCollection<string> types, CancellationToken cancellation)
    {
        var compilation = (await project.GetCompilationAsync(cancellation).ConfigureAwait(false))!;
        var declaration = new JsonCoverage(compilation.Assembly).Contexts
            .SelectMany(static c => c.DeclaringSyntaxReferences)
            .Select(r => r.GetSyntax(cancellation))
            .OfType<ClassDeclarationSyntax>()
            .FirstOrDefault(d => project.GetDocument(d.SyntaxTree) is not null && !d.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase));
        return declaration is null
            ? Added(project, compilation, types)
            : await ExtendAsync(project.GetDocument(declaration.SyntaxTree)!, declaration, types, cancellation).ConfigureAwait(false);
    }

    private static Solution Added(Project project, Compilation compilation, IEnumerable<string> types)
    {
        var name = Enumerable.Range(1, int.MaxValue - 1).Select(static i => i == 1 ? NewContext : $"{NewContext}{i}").First(n => compilation.Assembly.GetTypeByMetadataName(n) is null);
        return project.AddDocument(name + ".cs", Create(name, types)).Project.Solution;
    }

    private static string Create(string name, IEnumerable<string> types) =>
        $$"""
        using System.Text.Json.Serialization;

        [assembly: TypedTasks.TaskJsonContext(typeof({{name}}))]

        {{string.Join("\n", types.Select(static t => $"[JsonSerializable(typeof({t}))]"))}}
        internal sealed partial class {{name}} : JsonSerializerContext;

        """;

    private static async Task<Solution> ExtendAsync(Document document, ClassDeclarationSyntax declaration, IEnumerable<string> types, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var last = declaration.AttributeLists.LastOrDefault();
        // Each on a line of its own, as far in as the class.
        var indent = declaration.GetLeadingTrivia().LastOrDefault(static t => t.IsKind(SyntaxKind.WhitespaceTrivia)).ToString();
        var prefix = last?.Attributes[0].Name.ToString() is { } name && name.Contains("JsonSerializable") ? name : "System.Text.Json.Serialization.JsonSerializable";
        var lists = types.Select(t => SyntaxFactory.ParseSyntaxTree($"{indent}[{prefix}(typeof({t}))]\nclass X;", cancellationToken: cancellation)
            .GetRoot(cancellation).DescendantNodes().OfType<AttributeListSyntax>().Single());
        var changed = last is null
            ? declaration.WithLeadingTrivia(SyntaxFactory.Whitespace(indent))
                .WithAttributeLists(SyntaxFactory.List(lists.Select((l, i) => i == 0 ? l.WithLeadingTrivia(declaration.GetLeadingTrivia()) : l)))
            : declaration.WithAttributeLists(declaration.AttributeLists.AddRange(lists));
        return document.WithSyntaxRoot(root.ReplaceNode(declaration, changed)).Project.Solution;
    }

    private sealed class AddAll : FixAllProvider
    {
        public static AddAll Instance { get; } = new();

        public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
        {
            var diagnostics = context.Scope == FixAllScope.Document && context.Document is { } document
                ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                : await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
            var types = diagnostics.Select(static d => d.Properties[UncoveredTypeAnalyzer.Type]!).Distinct(StringComparer.Ordinal).ToList();
            return CodeAction.Create("Add all types to the JSON context", c => AddAsync(context.Project, types, c), nameof(UncoveredTypeFix));
        }
    }
}
