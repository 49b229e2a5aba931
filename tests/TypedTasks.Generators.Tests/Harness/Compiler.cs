using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedTasks.Tests.Harness;

namespace TypedTasks.Generators.Tests.Harness;

/// <summary>Compiles sources as a user's project would be compiled, with the generator.</summary>
internal static class Compiler
{
    public static readonly CSharpParseOptions Parse =
        new(TestedLanguage.Version, DocumentationMode.Diagnose, SourceCodeKind.Regular);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(TaskAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(FromKeyedServicesAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(ILogger).Assembly.Location),
    ];

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.Extensions.DependencyInjection;
        global using TypedTasks;
        """;

    public static CSharpCompilation Create(params string[] sources) => Create("Demo", sources);

    public static CSharpCompilation Create(string assembly, params string[] sources) =>
        CSharpCompilation.Create(
            assembly,
            sources.Prepend(Usings).Select((text, i) => CSharpSyntaxTree.ParseText(text, Parse, $"Source{i}.cs")),
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                specificDiagnosticOptions: new Dictionary<string, ReportDiagnostic>
                {
                    // The runtime under test may be an instrumented copy with another version.
                    ["CS1701"] = ReportDiagnostic.Suppress,
                    ["CS1702"] = ReportDiagnostic.Suppress,
                    // Documentation of the sources in the tests themselves.
                    ["CS1591"] = ReportDiagnostic.Suppress,
                }));

    public static CSharpGeneratorDriver Driver() =>
        CSharpGeneratorDriver.Create(
            [new TaskGenerator().AsSourceGenerator()],
            parseOptions: Parse,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The sources with what the generator adds.</summary>
    public static Compilation Generate(params string[] sources) => Generate(Create(sources));

    public static Compilation Generate(CSharpCompilation compilation)
    {
        Driver().RunGeneratorsAndUpdateCompilation(compilation, out var result, out var diagnostics);
        Assert.Empty(diagnostics);
        return result;
    }

    /// <summary>Errors and warnings, in the order of the source.</summary>
    public static IReadOnlyList<Diagnostic> Problems(this Compilation compilation) =>
    [
        .. compilation.GetDiagnostics()
            .Where(static d => d.Severity >= DiagnosticSeverity.Warning)
            .OrderBy(static d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(static d => d.Location.SourceSpan.Start),
    ];
}
