using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Tests.Harness;
using Xunit.Abstractions;

namespace TypedTasks.Analyzers.Tests;

/// <summary>What a clean build costs: a project of 1,000 tasks with us and without. Costs are printed.</summary>
[Collection(nameof(MeasuredAlone))]
public class BuildCostTests(ITestOutputHelper output)
{
    private const int Runs = 7;
    private const int Warmups = 3;
    private const int Tasks = 300;

    [ByHandFact]
    public async Task ATaskAddsToACleanBuild()
    {
        var rows = new Dictionary<string, List<Cost>>();
        for (var i = -Warmups; i < Runs; i++)
        {
            // Everything in turn, so that other load meets all rows alike.
            var plain = Together.Create(Files().Select(static f => (f.Path, f.Text.Replace("[Task]", "[Marker]", StringComparison.Ordinal))));
            var without = await Cost.OfAsync(() => Task.Run(() => AssertCompiles(plain)));

            var ours = Together.Create(Files());
            Compilation generated = ours;
            var driver = Together.Driver();
            var generator = await Cost.OfAsync(() => Task.Run(() => driver.RunGeneratorsAndUpdateCompilation(ours, out generated, out _)));
            var compiler = await Cost.OfAsync(() => Task.Run(() => AssertCompiles(generated)));

            Together.Driver().RunGeneratorsAndUpdateCompilation(Together.Create(Files()), out var again, out _);
            var analyzers = await Cost.OfAsync(async () =>
            {
                // As the compiler does: what is emitted is bound once, for the analyzers as well.
                var analysis = again.WithAnalyzers(Together.Analyzers);
                AssertCompiles(analysis.Compilation);
                Assert.Empty(await analysis.GetAnalyzerDiagnosticsAsync());
            });
            if (i < 0)
                continue;
            Add("generator", generator);
            Add("compiler", compiler - without);
            Add("generator and compiler", generator + compiler - without);
            Add("analyzers", analyzers - compiler);
            Add("(the project without us, all of it)", without);
            if (i == 0)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{generated.SyntaxTrees.Skip(ours.SyntaxTrees.Length).Sum(static t => t.GetText().Lines.Count)} lines, {generated.SyntaxTrees.Skip(ours.SyntaxTrees.Length).Sum(static t => t.Length)} characters generated"));
        }

        foreach (var (name, costs) in rows)
        {
            var each = Cost.Median(costs) / Tasks;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-36} {each.Time,6:F2} ms {each.Bytes / 1_000_000.0,6:F3} MB a task"));
        }

        void Add(string row, Cost cost)
        {
            if (!rows.TryGetValue(row, out var costs))
                rows.Add(row, costs = []);
            costs.Add(cost);
        }

        static IEnumerable<(string Path, string Text)> Files() => EditCostTests.Files(Tasks)
            .Where(static f => f.Path != "pipelines.cs")
            .Append(("Marker.cs", "[AttributeUsage(AttributeTargets.Method)] public sealed class MarkerAttribute : Attribute;"));
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
