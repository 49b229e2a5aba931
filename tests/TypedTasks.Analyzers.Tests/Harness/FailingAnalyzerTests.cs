using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedTasks.Analyzers.Tests.Harness;

/// <summary>The harness itself: an analyzer that throws fails its test.</summary>
public class FailingAnalyzerTests
{
    [Fact]
    public async Task AnAnalyzerThatThrowsIsSeen() =>
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Check.Silent<Failing>("class C;"));

#pragma warning disable RS1001, RS1036, RS1038
    internal sealed class Failing : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
            [new("X1", "Failing", "Failing", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSymbolAction(static _ => throw new InvalidOperationException("On purpose."), SymbolKind.NamedType);
        }
    }
#pragma warning restore RS1001, RS1036, RS1038
}
