using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Generators;

namespace TypedTasks.Docs.Tests.Harness;

/// <summary>Compiles a snippet as the program of a reader who has referred to all packages.</summary>
internal static class SnippetCompiler
{
    private const string Assembly = "Snippet";

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.CSharp14);

    // What is beside the tests and not part of the framework: the packages, and what they depend on.
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        .. Directory.GetFiles(AppContext.BaseDirectory, "TypedTasks*.dll")
            .Concat(Directory.GetFiles(AppContext.BaseDirectory, "Microsoft.Extensions.*.dll"))
            .Where(static f => Path.GetFileName(f) is not ("TypedTasks.Docs.Tests.dll" or "TypedTasks.Generators.dll" or "TypedTasks.Analyzers.dll" or "TypedTasks.CodeFixes.dll"))
            .Select(static f => MetadataReference.CreateFromFile(f)),
    ];

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>The errors and warnings of the snippet, generated code included, in the order of the source.</summary>
    public static IReadOnlyList<Diagnostic> Compile(Snippet snippet, IEnumerable<string> preambles)
    {
        var own = Program(snippet);
        var trees = preambles.Prepend(Usings).Select((code, i) => CSharpSyntaxTree.ParseText(code, Parse, $"Preamble{i}.cs")).Append(own);
        var compilation = CSharpCompilation.Create(Assembly, trees, References, Options(own));
        CSharpGeneratorDriver.Create([new TaskGenerator().AsSourceGenerator()], parseOptions: Parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out var result, out var diagnostics);
        return
        [
            .. diagnostics
                .Concat(result.GetDiagnostics())
                .Where(static d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed)
                .OrderBy(static d => d.Location.SourceSpan.Start),
        ];
    }

    // A snippet of declarations is a library, one of statements a program; in a program the statements come first.
    private static SyntaxTree Program(Snippet snippet)
    {
        var tree = CSharpSyntaxTree.ParseText(snippet.Code, Parse, snippet.Page);
        var root = tree.GetCompilationUnitRoot();
        var statements = root.Members.OfType<GlobalStatementSyntax>().ToList();
        var types = root.Members.Where(static m => m is not GlobalStatementSyntax).ToList();
        return statements.Count == 0 || types.Count == 0 || types[0].SpanStart > statements[^1].SpanStart
            ? tree
            : CSharpSyntaxTree.ParseText(root.WithMembers([.. statements, .. types]).ToFullString(), Parse, snippet.Page);
    }

    private static CSharpCompilationOptions Options(SyntaxTree own) => new(
        own.GetCompilationUnitRoot().Members.Any(static m => m is GlobalStatementSyntax) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        specificDiagnosticOptions: new Dictionary<string, ReportDiagnostic>
        {
            // References of one framework in two versions.
            ["CS1701"] = ReportDiagnostic.Suppress,
            ["CS1702"] = ReportDiagnostic.Suppress,
            // A snippet shows its point: not every local is used, not every async method awaits.
            ["CS0168"] = ReportDiagnostic.Suppress,
            ["CS0219"] = ReportDiagnostic.Suppress,
            ["CS1998"] = ReportDiagnostic.Suppress,
            ["CS8321"] = ReportDiagnostic.Suppress,
        });
}
