using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers;
using TypedTasks.Generators;
using TypedTasks.Tests.Shared.Pages;

namespace TypedTasks.Docs.Tests.Harness;

/// <summary>Compiles what a reader has copied, in a project that refers to all packages.</summary>
internal static class SnippetCompiler
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.CSharp14);

    // What is beside the tests and not part of the framework: the packages, and what they depend on.
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        .. Directory.GetFiles(AppContext.BaseDirectory, "TypedTasks*.dll")
            .Concat(Directory.GetFiles(AppContext.BaseDirectory, "Microsoft.Extensions.*.dll"))
            .Concat(Directory.GetFiles(AppContext.BaseDirectory, "Microsoft.AspNetCore.DataProtection*.dll"))
            .Concat(Directory.GetFiles(AppContext.BaseDirectory, "OpenTelemetry*.dll"))
            .Concat(Directory.GetFiles(AppContext.BaseDirectory, "Azure.Core.dll"))
            .Where(static f => Path.GetFileName(f) is not ("TypedTasks.Docs.Tests.dll" or "TypedTasks.Tests.Shared.dll" or "TypedTasks.Generators.dll" or "TypedTasks.Analyzers.dll" or "TypedTasks.CodeFixes.dll"))
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

    /// <summary>The errors and warnings of the program with the snippet in it, generated code included, in the order of the source.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> CompileAsync(Program before, Snippet snippet)
    {
        var program = before.With(snippet);
        var trees = program.Files.Prepend(("Implicit.cs", Usings)).Select(static f => CSharpSyntaxTree.ParseText(f.Item2, Parse, f.Item1)).ToList();
        var compilation = CSharpCompilation.Create(program.Name, trees, References, Options(trees));
        CSharpGeneratorDriver.Create([new TaskGenerator().AsSourceGenerator()], parseOptions: Parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out var result, out var diagnostics);
        var said = await result.WithAnalyzers([new TaskAnalyzer()]).GetAllDiagnosticsAsync();
        return
        [
            .. diagnostics
                .Concat(said)
                // A page shows flows that it does not enqueue; what our rules warn of then is right, and not its point.
                .Where(static d => !d.IsSuppressed && d.Severity >= (d.Id.StartsWith("TT", StringComparison.Ordinal) ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning))
                .OrderBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id, StringComparer.Ordinal),
        ];
    }

    // With statements it is a program, without a library.
    private static CSharpCompilationOptions Options(IEnumerable<SyntaxTree> trees) => new(
        trees.Any(static t => t.GetCompilationUnitRoot().Members.Any(static m => m is GlobalStatementSyntax)) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
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
