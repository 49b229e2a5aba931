using System.Collections.Immutable;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedTasks.Generators;
using TypedTasks.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Harness;

/// <summary>The compiler with the generator and every analyzer, as a user has them.</summary>
internal static class Together
{
    public static readonly CSharpParseOptions Parse = new(TestedLanguage.Version);

    public static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(Rule).Assembly.GetTypes()
            .Where(static t => t.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    private const string Framework = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.Extensions.DependencyInjection;

        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(ILogger).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(FromKeyedServicesAttribute).Assembly.Location),
    ];

    private static readonly MetadataReference Runtime = MetadataReference.CreateFromFile(typeof(TaskAttribute).Assembly.Location);

    /// <summary>A project of these files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="folder">Where another version of the runtime lies; null for the one under test.</param>
    /// <param name="isImported">Whether all files import its namespace.</param>
    /// <param name="language">What the project is compiled as.</param>
    public static CSharpCompilation Create(IEnumerable<(string Path, string Text)> files, string? folder = null, bool isImported = true, LanguageVersion? language = null) => CSharpCompilation.Create(
        "Demo",
        files.Prepend(("Usings.cs", Framework + (isImported ? "global using TypedTasks;" : ""))).Select(f => CSharpSyntaxTree.ParseText(f.Item2, Parse.WithLanguageVersion(language ?? TestedLanguage.Version), f.Item1)),
        References.Add(folder is null ? Runtime : MetadataReference.CreateFromFile(Path.Combine(folder, "TypedTasks.dll"))),
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Enable,
            specificDiagnosticOptions: new Dictionary<string, ReportDiagnostic>
            {
                // The runtime under test may be an instrumented copy with another version.
                ["CS1701"] = ReportDiagnostic.Suppress,
                ["CS1702"] = ReportDiagnostic.Suppress,
            }));

    public static GeneratorDriver Driver(string? folder = null, LanguageVersion? language = null) =>
        CSharpGeneratorDriver.Create([(folder is null ? new TaskGenerator() : Generator(folder)).AsSourceGenerator()], parseOptions: Parse.WithLanguageVersion(language ?? TestedLanguage.Version));

    /// <summary>The generator of another version, which writes what that version's runtime has.</summary>
    private static IIncrementalGenerator Generator(string folder) => (IIncrementalGenerator)Activator.CreateInstance(
        new AssemblyLoadContext("baseline").LoadFromAssemblyPath(Path.Combine(folder, "TypedTasks.Generators.dll")).GetType(typeof(TaskGenerator).FullName!, throwOnError: true)!)!;

    /// <summary>What the generator adds.</summary>
    public static IReadOnlyList<SyntaxTree> Generated(Compilation compilation) => Driver().RunGenerators(compilation).GetRunResult().GeneratedTrees;

    public static CompilationWithAnalyzers WithAnalyzers(this Compilation compilation, AnalyzerOptions options) => compilation.WithAnalyzers(
        Analyzers,
        new CompilationWithAnalyzersOptions(
            options,
            // Without a callback a failure is a diagnostic; what a callback throws the compiler swallows.
            onAnalyzerException: null,
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: true));
}
