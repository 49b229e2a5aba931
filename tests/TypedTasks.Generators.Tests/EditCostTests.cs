using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Generators.Tests.Harness;
using Xunit.Abstractions;

namespace TypedTasks.Generators.Tests;

/// <summary>What an edit costs in a project of many tasks. Memory is bounded; time is printed.</summary>
public class EditCostTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(100, 2_000_000)]
    [InlineData(1000, 15_000_000)]
    public void AnUnrelatedEditIsCheap(int tasks, long bytes)
    {
        var compilation = Compiler.Create([Tasks(tasks), "class Edited { }"]);
        GeneratorDriver driver = Compiler.Driver();
        var first = Stopwatch.StartNew();
        driver = driver.RunGenerators(compilation);
        output.WriteLine($"{tasks} tasks, first run: {first.Elapsed.TotalMilliseconds:F0} ms");

        var times = new List<double>();
        var allocations = new List<long>();
        for (var i = 0; i < 21; i++)
        {
            var edited = compilation.ReplaceSyntaxTree(
                compilation.SyntaxTrees.Last(),
                CSharpSyntaxTree.ParseText($"class Edited {{ int F{i}; }}", Compiler.Parse, "Source2.cs"));
            var before = GC.GetAllocatedBytesForCurrentThread();
            // Processor time of the process: on a loaded machine the clock on the wall says little, and alone it is exact.
            var clock = Environment.CpuUsage.TotalTime;
            driver = driver.RunGenerators(edited);
            times.Add((Environment.CpuUsage.TotalTime - clock).TotalMilliseconds);
            allocations.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }

        times.Sort();
        allocations.Sort();
        output.WriteLine($"{tasks} tasks, an edit: median {times[10]:F1} ms of processor time, {allocations[10] / 1000.0:F0} KB");
        Assert.True(allocations[10] < bytes, $"{allocations[10]} bytes");
    }

    private static string Tasks(int count)
    {
        var text = new StringBuilder("namespace Demo; public sealed record Data(int Value);\n");
        for (var c = 0; c < count / 10; c++)
        {
            text.Append(CultureInfo.InvariantCulture, $"public static partial class Work{c} {{\n");
            for (var m = 0; m < 10; m++)
            {
                text.Append(CultureInfo.InvariantCulture, $"/// <summary>Does {m}.</summary>\n[Task] public static Task<Data> Do{m}(Data data, IReadOnlyList<int> numbers, string text = \"x\", CancellationToken ct = default) => Task.FromResult(data);\n");
            }

            text.Append("}\n");
        }

        return text.ToString();
    }
}
