using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Body;

namespace TypedTasks.Analyzers.Tests.Body;

/// <summary>A stand-in says of every method and parameter what the real analyzers may say; the suppressor must silence tasks only.</summary>
public class TaskNoiseSuppressorTests
{
    [Theory]
    [InlineData("IDE0051", SymbolKind.Method, "Task")]
    [InlineData("CA1811", SymbolKind.Method, "Task")]
    [InlineData("VSTHRD200", SymbolKind.Method, "Task")]
    [InlineData("IDE0060", SymbolKind.Parameter, "inTask")]
    [InlineData("CA1801", SymbolKind.Parameter, "inTask")]
    public async Task Suppresses(string id, SymbolKind kind, string suppressed)
    {
        const string source = """
            partial class C
            {
                [Task] static void Task(int inTask) { }
                static void Plain(int inPlain) { }
            }
            """;
        var compilation = (await Harness.Project.Create(source).Project.GetCompilationAsync())!;
        var diagnostics = await compilation
            .WithAnalyzers(
                [new Noise(id, kind), new TaskNoiseSuppressor()],
                new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true))
            .GetAnalyzerDiagnosticsAsync();

        Assert.Equal(2, diagnostics.Length);
        Assert.Equal([suppressed], diagnostics.Where(static d => d.IsSuppressed).Select(static d => d.GetMessage()));
    }

    [Fact]
    public void EveryIdIsTested() => Assert.Equal(
        ["CA1801", "CA1811", "IDE0051", "IDE0060", "VSTHRD200"],
        new TaskNoiseSuppressor().SupportedSuppressions.Select(static s => s.SuppressedDiagnosticId).Order(StringComparer.Ordinal));

#pragma warning disable RS1001, RS1017, RS1036, RS1038
    private sealed class Noise(string id, SymbolKind kind) : DiagnosticAnalyzer
    {
        private readonly DiagnosticDescriptor descriptor = new(id, "Noise", "{0}", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [descriptor];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSymbolAction(
                c =>
                {
                    if (!c.Symbol.IsImplicitlyDeclared)
                        c.ReportDiagnostic(Diagnostic.Create(descriptor, c.Symbol.Locations[0], c.Symbol.Name));
                },
                kind);
        }
    }
#pragma warning restore RS1001, RS1017, RS1036, RS1038
}
