using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Analyzers.Tests.Harness;
using Xunit.Abstractions;

namespace TypedTasks.Analyzers.Tests;

/// <summary>
/// What the compiler needs to bind 1,000 chains of 7 steps and 1,000 diamonds, in operators and in words. With
/// <c>TYPEDTASKS_BASELINE</c>, a folder with another <c>TypedTasks.dll</c> and its generator, both are measured in turns:
/// <c>build/compiler-cost.sh REVISION</c>.
/// </summary>
[Collection(nameof(MeasuredAlone))]
public class PipelineCostTests(ITestOutputHelper output)
{
    private const int Pipelines = 1000;
    private const int Rounds = 7;

    private static readonly (string Name, string Code)[] Forms =
    [
        ("chains of 7 steps, operators", "Do0(data, numbers) | Do1(numbers) | Do2(numbers) | Do3(numbers) | Do4(numbers) | Do5(numbers) | Do6(numbers)"),
        ("chains of 7 steps, in words", "Do0(data, numbers).Then(Do1(numbers)).Then(Do2(numbers)).Then(Do3(numbers)).Then(Do4(numbers)).Then(Do5(numbers)).Then(Do6(numbers))"),
        ("diamonds, operators", "Do0(data, numbers) | (Do1(numbers), Do2(numbers)) | Meet()"),
        ("diamonds, in words", "Do0(data, numbers).Then((Do1(numbers), Do2(numbers)).Join()).Then(Meet())"),
    ];

    [ByHandFact]
    public async Task OperatorsAreMeasuredBesideWords()
    {
        List<(string Name, Compilation Tasks)> versions = [("now", WithTasks(null))];
        if (Environment.GetEnvironmentVariable("TYPEDTASKS_BASELINE") is { Length: > 0 } folder)
            versions.Insert(0, ("before", WithTasks(folder)));

        var costs = new Dictionary<(string Form, string Version), List<Cost>>();
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (form, code) in Forms)
            {
                foreach (var (version, tasks) in versions)
                {
                    var cost = await BindAsync(tasks, code, round);
                    // The first round compiles the compiler.
                    if (round > 0)
                        (costs.TryGetValue((form, version), out var list) ? list : costs[(form, version)] = []).Add(cost);
                }
            }
        }

        output.WriteLine($"| {Pipelines} of | {string.Join(" | ", versions.Select(static v => v.Name))} |");
        output.WriteLine($"|---|{string.Concat(versions.Select(static _ => "--:|"))}");
        foreach (var (form, _) in Forms)
            output.WriteLine($"| {form} | {string.Join(" | ", versions.Select(v => Print(Cost.Median(costs[(form, v.Name)]))))} |");
    }

    private static string Print(Cost cost) =>
        string.Create(CultureInfo.InvariantCulture, $"{cost.Time:F0} ms, {cost.Bytes / 1_000_000.0:F0} MB");

    private static async Task<Cost> BindAsync(Compilation tasks, string code, int round)
    {
        var name = $"Flows{round}";
        var text = new StringBuilder("using static Demo.Edited.Tasks;\nusing static Demo.Meeting.Tasks;\nnamespace Demo;\npublic class ").Append(name).Append("\n{\n");
        for (var p = 0; p < Pipelines; p++)
            text.Append(CultureInfo.InvariantCulture, $"    public ISignature<Data> P{p}(Data data, int[] numbers) => {code};\n");
        var tree = CSharpSyntaxTree.ParseText(text.Append("}\n").ToString(), Together.Parse, $"{name}.cs");
        var compilation = tasks.AddSyntaxTrees(tree);
        // What all pipelines share is bound before the clock runs.
        Assert.DoesNotContain(compilation.RemoveSyntaxTrees(tree).GetDiagnostics(), static d => d.Severity == DiagnosticSeverity.Error);
        return await Cost.OfAsync(() => Task.Run(() => Assert.DoesNotContain(compilation.GetSemanticModel(tree).GetDiagnostics(), static d => d.Severity > DiagnosticSeverity.Hidden)));
    }

    private static Compilation WithTasks(string? folder)
    {
        var files = EditCostTests.Files(10).Where(static f => f.Path != "pipelines.cs")
            .Append(("meeting.cs", "namespace Demo; public static partial class Meeting { [Task] public static Data Meet(Data left, Data right) => left; }"));
        Together.Driver(folder).RunGeneratorsAndUpdateCompilation(Together.Create(files, folder), out var tasks, out _);
        return tasks;
    }
}
