using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.Testing.Tests;
using Xunit.Abstractions;

namespace TypedTasks.Analyzers.Tests;

/// <summary>What a build costs: a project of 1,000 tasks with us and without, and 1,000 pipelines with operators and in words. Costs are printed.</summary>
[Collection(nameof(MeasuredAlone))]
public class BuildCostTests(ITestOutputHelper output)
{
    private const int Runs = 3;
    private const int Pipelines = 1000;

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

    [ByHandFact]
    public async Task PipelinesWithOperatorsAreMeasuredBesideThoseInWords()
    {
        var operators = new List<Cost>();
        var words = new List<Cost>();
        Together.Driver().RunGeneratorsAndUpdateCompilation(Together.Create(EditCostTests.Files(10)), out var tasks, out _);
        for (var i = 0; i < Runs; i++)
        {
            operators.Add(await CompileAsync(i, static p => string.Concat(Enumerable.Range(1, 6).Select(n => $" | Do{n}({p})")), $"O{i}"));
            words.Add(await CompileAsync(i, static p => string.Concat(Enumerable.Range(1, 6).Select(n => $".Then(Do{n}({p}))")), $"W{i}"));
        }

        Print($"{Pipelines} pipelines of 7 steps, operators", Cost.Median(operators));
        Print($"{Pipelines} pipelines of 7 steps, in words", Cost.Median(words));

        async Task<Cost> CompileAsync(int run, Func<string, string> steps, string name)
        {
            var text = new StringBuilder("using static Demo.Edited.Tasks;\nnamespace Demo;\npublic class ").Append(name).Append("\n{\n");
            for (var p = 0; p < Pipelines; p++)
                text.Append(CultureInfo.InvariantCulture, $"    public ISignature<Data> P{p}(Data data, int[] numbers) => Do0(data, numbers){steps("numbers")};\n");
            var tree = CSharpSyntaxTree.ParseText(text.Append("}\n").ToString(), Together.Parse, $"{name}.cs");
            var next = tasks.AddSyntaxTrees(tree);
            AssertCompiles(next.RemoveSyntaxTrees(tree));
            return await Cost.OfAsync(() => Task.Run(() => Assert.Empty(next.GetSemanticModel(tree).GetDiagnostics())));
        }
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
