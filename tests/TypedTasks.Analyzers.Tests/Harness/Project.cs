using System.Collections.Concurrent;
using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Microsoft.Extensions.Logging;
using TypedTasks.Analyzers.Tests.Repaired;
using TypedTasks.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Harness;

/// <summary>A project of one file that references the runtime, in memory.</summary>
internal static class Project
{
    private const string Framework = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Logging;

        """;

    private const string Usings = Framework + "global using TypedTasks;";

    public static Document Create(string source, bool withRuntime = true) => Create(source, [], withRuntime);

    /// <summary>The project of a program that a fix is applied to.</summary>
    public static Document Create(string source, Repair repair)
    {
        var document = repair.Contracts is { } contracts ? CreateWithContracts(source, contracts) : repair.IsAot ? CreateForAot(source) : Create(source);
        if (repair.IsImported)
            return document;
        var usings = document.Project.Documents.Single(static d => d.Name == "Usings.cs");
        return usings.WithText(SourceText.From(Framework)).Project.GetDocument(document.Id)!;
    }

    /// <summary>A project whose file uses what another project, called Library, has.</summary>
    public static Document CreateWithLibrary(string source, string library)
    {
        var compilation = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(library)],
            [.. Net100.References.All, .. Runtime()],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return Create(source, [MetadataReference.CreateFromImage(image.ToArray())], withRuntime: true);
    }

    /// <summary>A project with a file of contracts beside it.</summary>
    public static Document CreateWithContracts(string source, string contracts)
    {
        var document = Create(source);
        var id = DocumentId.CreateNewId(document.Project.Id);
        return document.Project.Solution.AddAdditionalDocument(id, "TaskContracts.txt", contracts, filePath: "/demo/TaskContracts.txt").GetDocument(document.Id)!;
    }

    /// <summary>A project that is published with NativeAOT.</summary>
    public static Document CreateForAot(string source, string property = "build_property.PublishAot = true")
    {
        var document = Create(source);
        var id = DocumentId.CreateNewId(document.Project.Id);
        return document.Project.Solution
            .AddAnalyzerConfigDocument(id, ".globalconfig", SourceText.From($"is_global = true\n{property}\n"), filePath: "/demo/.globalconfig")
            .GetDocument(document.Id)!;
    }

    private static IEnumerable<MetadataReference> Runtime() =>
    [
        MetadataReference.CreateFromFile(typeof(TaskAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(ILogger).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection).Assembly.Location),
    ];

    private static Document Create(string source, IEnumerable<MetadataReference> others, bool withRuntime)
    {
        // The workspace owns its documents and lives as long as they do.
#pragma warning disable CA2000
        var workspace = new AdhocWorkspace();
#pragma warning restore CA2000
        var id = ProjectId.CreateNewId();
        var references = withRuntime ? Net100.References.All.Concat(Runtime()).Concat(others) : Net100.References.All;
        var solution = workspace.CurrentSolution
            .AddProject(id, "Demo", "Demo", LanguageNames.CSharp)
            .WithProjectParseOptions(id, new CSharpParseOptions(TestedLanguage.Version))
            .WithProjectCompilationOptions(
                id,
                new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    allowUnsafe: true,
                    nullableContextOptions: NullableContextOptions.Enable))
            .WithProjectMetadataReferences(id, references);
        if (withRuntime)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), "Usings.cs", SourceText.From(Usings));
        var document = DocumentId.CreateNewId(id);
        return solution.AddDocument(document, "Source.cs", SourceText.From(source)).GetDocument(document)!;
    }

    /// <summary>What the analyzer says, in the order of the source.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(Document document, DiagnosticAnalyzer analyzer)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        // The compiler swallows what this callback throws, so it only remembers.
        var thrown = new ConcurrentQueue<Exception>();
        var options = new CompilationWithAnalyzersOptions(
            document.Project.AnalyzerOptions,
            onAnalyzerException: (e, _, _) => thrown.Enqueue(e),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var diagnostics = await compilation.WithAnalyzers([analyzer], options).GetAnalyzerDiagnosticsAsync();
        Assert.Empty(thrown);
        return [.. diagnostics.OrderBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Location.SourceSpan.End)];
    }
}
