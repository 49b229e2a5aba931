using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TypedTasks.Analyzers.Tests.Harness;
using Xunit.Abstractions;

namespace TypedTasks.Analyzers.Tests;

/// <summary>
/// What an edit costs in a project of many tasks with the generator and every analyzer, beside the compiler's own work on the
/// same file. The memory is bounded; processor time is printed.
/// </summary>
[Collection(nameof(MeasuredAlone))]
public class EditCostTests(ITestOutputHelper output)
{
    // The first ones are compiled while they run; with time to measure they are left out.
    private static readonly (int WarmUps, int Edits) Count = Setting.Measures ? (12, 15) : (0, 7);

    [Theory]
    [InlineData(100, "tasks", "/*body*/", 1_500_000)]
    [InlineData(100, "tasks", "/*member*/", 2_500_000)]
    [InlineData(1000, "tasks", "/*body*/", 4_000_000)]
    [InlineData(1000, "tasks", "/*member*/", 15_000_000)]
    [InlineData(1000, "plain", "/*body*/", 4_000_000)]
    [InlineData(1000, "plain", "/*member*/", 15_000_000)]
    public async Task AnEditIsCheap(int tasks, string file, string place, long bytes)
    {
        var contracts = new Contracts();
        var options = new AnalyzerOptions([contracts]);
        var compilation = Together.Create(Files(tasks));
        var driver = Together.Driver().RunGenerators(compilation);

        var ours = new List<Cost>();
        var alone = new List<Cost>();
        var generators = new List<Cost>();
        var rules = new List<double>();
        for (var i = 0; i < Count.WarmUps + Count.Edits; i++)
        {
            // Each analysis has an edit of its own: what one has bound the next would find.
            var (before, idleTree) = Edit(2 * i);
            Compilation generated = before;
            driver = driver.RunGeneratorsAndUpdateCompilation(before, out generated, out _);
            var idle = await Cost.OfAsync(() => Analyze(generated.WithAnalyzers([new Idle()], options), idleTree, contracts));

            var (after, tree) = Edit((2 * i) + 1);
            var generating = await Cost.OfAsync(() => Task.FromResult(driver = driver.RunGeneratorsAndUpdateCompilation(after, out generated, out _)));
            var analysis = generated.WithAnalyzers(options);
            var all = await Cost.OfAsync(() => Analyze(analysis, tree, contracts));
            if (i < Count.WarmUps)
                continue;
            foreach (var analyzer in Together.Analyzers)
                rules.Add((await analysis.GetAnalyzerTelemetryInfoAsync(analyzer, default)).ExecutionTime.TotalMilliseconds);
            alone.Add(idle);
            ours.Add(new(generating.Time + all.Time - idle.Time, generating.Bytes + all.Bytes - idle.Bytes));
            generators.Add(generating);
        }

        (CSharpCompilation, SyntaxTree) Edit(int number)
        {
            var old = compilation.SyntaxTrees.Single(t => t.FilePath == file + ".cs");
            var text = old.GetText().ToString().Replace(place, string.Create(CultureInfo.InvariantCulture, $"{place} int number{number};"), StringComparison.Ordinal);
            var tree = CSharpSyntaxTree.ParseText(text, Together.Parse, old.FilePath);
            return (compilation.ReplaceSyntaxTree(old, tree), tree);
        }

        var (time, memory) = Cost.Median(ours);
        var (baseTime, baseMemory) = Cost.Median(alone);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{tasks} tasks, an edit at {place} in {file}: generator {Cost.Median(generators).Time:F1} ms, {Cost.Median(generators).Bytes / 1000.0:F0} KB, rules {rules.Sum() / alone.Count:F1} ms on the clock; "
            + $"both by what an edit takes more {time:F1} ms, {memory / 1000.0:F0} KB; without us {baseTime:F1} ms, {baseMemory / 1000.0:F0} KB"));
        Assert.True(memory < bytes, $"{memory} bytes");
    }

    private static async Task Analyze(CompilationWithAnalyzers analysis, SyntaxTree tree, AdditionalText contracts)
    {
        await analysis.GetAnalyzerSyntaxDiagnosticsAsync(tree, default);
        await analysis.GetAnalyzerSemanticDiagnosticsAsync(analysis.Compilation.GetSemanticModel(tree), null, default);
        await analysis.GetAnalysisResultAsync(contracts, default);
    }

    /// <summary>Classes of ten tasks each, 300 other files, and the three that are edited.</summary>
    internal static IEnumerable<(string Path, string Text)> Files(int tasks)
    {
        yield return ("Data.cs", "namespace Demo; public sealed record Data(int Value, string Name, List<string> Tags); public sealed record More(Data Data);");
        for (var c = 0; c < (tasks / 10) - 1; c++)
            yield return ($"Work{c}.cs", Class($"Work{c}"));
        for (var i = 0; i < 300; i++)
        {
            yield return ($"Other{i}.cs", string.Create(
                CultureInfo.InvariantCulture,
                $"namespace Demo.Other; public class Other{i} {{ private int x; public int Sum(int a, int b) {{ x += a; return x + b; }} public string Name => $\"{{x}}\"; public async Task RunAsync() {{ await Task.Yield(); x++; }} }}"));
        }

        yield return ("tasks.cs", Class("Edited", "/*member*/", "/*body*/"));
        yield return ("pipelines.cs", """
            using static Demo.Edited.Tasks;
            namespace Demo;
            public class Pipelines
            {
                public async Task Run(ITaskClient client, Data data, int[] numbers)
                {
                    await client.EnqueueAsync(Do0(data, numbers) | Do1(numbers) | Do2(numbers) | Do3(numbers) | Do4(numbers) | Do5(numbers) | Do6(numbers));
                    await client.EnqueueAsync(Do0(data, numbers) | (Do1(numbers), Do2(numbers)));
                    var group = Group.Of(numbers.Select(n => Do3(data, [n])));
                    await client.SendAsync(group | Do4(numbers).Each());
                }
            }
            """);
        yield return ("plain.cs", "namespace Demo; public class Plain { /*member*/ public int Sum(int a, int b) { /*body*/ return a + b | 1; } }");
    }

    private static string Class(string name, string member = "", string body = "")
    {
        var text = new StringBuilder($"namespace Demo;\npublic static partial class {name}\n{{\n{(member.Length > 0 ? $"    private sealed class Inner {{ {member} }}\n" : "")}");
        for (var m = 0; m < 10; m++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    /// <summary>Does {m}.</summary>\n    [Task] public static async Task<Data> Do{m}(Data data, IReadOnlyList<int> numbers, string text = \"x\", CancellationToken ct = default)\n    {{\n        {(m == 0 ? body : "")}await Task.Delay(numbers.Count, ct);\n        return data with {{ Name = text }};\n    }}\n");
        }

        return text.Append("}\n").ToString();
    }

#pragma warning disable RS1001, RS1036, RS1038
    internal sealed class Idle : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
            [new("X1", "Idle", "Idle", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSymbolAction(static c => c.Symbol.GetAttributes(), SymbolKind.NamedType, SymbolKind.Method);
            context.RegisterOperationAction(static _ => { }, OperationKind.Binary, OperationKind.Invocation, OperationKind.ExpressionStatement);
        }
    }
#pragma warning restore RS1001, RS1036, RS1038

    private sealed class Contracts : AdditionalText
    {
        private static readonly SourceText Text = SourceText.From("task work0.do0(data: Demo.Data, numbers: System.Collections.Generic.IReadOnlyList<int>, text?: string): Demo.Data\n");

        public override string Path => "/demo/TaskContracts.txt";

        public override SourceText GetText(CancellationToken cancellationToken = default) => Text;
    }
}
