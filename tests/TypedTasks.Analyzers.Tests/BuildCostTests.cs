using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.Testing.Tests;
using Xunit.Abstractions;

namespace TypedTasks.Analyzers.Tests;

/// <summary>What a clean build costs: a project of 1,000 tasks with us and without. Costs are printed.</summary>
[Collection(nameof(MeasuredAlone))]
public class BuildCostTests(ITestOutputHelper output)
{
    private const int Runs = 3;

    [ByHandFact]
    public async Task ACleanBuildIsMeasuredBesideTheSameProjectWithoutUs()
    {
        var with = new List<Cost>();
        var without = new List<Cost>();
        for (var i = 0; i < Runs; i++)
        {
            var plain = Together.Create(EditCostTests.Files(1000).Where(static f => f.Path != "pipelines.cs"));
            without.Add(await Cost.OfAsync(() => Task.Run(() => AssertCompiles(plain))));

            var ours = Together.Create(EditCostTests.Files(1000));
            with.Add(await Cost.OfAsync(async () =>
            {
                Together.Driver().RunGeneratorsAndUpdateCompilation(ours, out var generated, out _);

                // As the compiler does: what is emitted is bound once, for the analyzers as well.
                var analysis = generated.WithAnalyzers(Together.Analyzers);
                AssertCompiles(analysis.Compilation);
                Assert.Empty(await analysis.GetAnalyzerDiagnosticsAsync());
            }));
        }

        Print("1000 tasks, clean build with generator and analyzers", Cost.Median(with));
        Print("the same project without us", Cost.Median(without));
    }

    private static void AssertCompiles(Compilation compilation)
    {
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Take(5)));
    }

    private void Print(string what, Cost cost) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what}: {cost.Time:F0} ms of processor time, {cost.Bytes / 1_000_000.0:F0} MB"));
}
