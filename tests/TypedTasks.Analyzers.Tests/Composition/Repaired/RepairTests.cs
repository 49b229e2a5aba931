using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;
using TypedTasks.Testing;
using Project = TypedTasks.Analyzers.Tests.Harness.Project;

namespace TypedTasks.Analyzers.Tests.Composition.Repaired;

/// <summary>Each fix of a composition leaves a program that compiles, runs, and yields what was meant.</summary>
public class RepairTests
{
    private static readonly IReadOnlyList<CodeFixProvider> Fixes =
    [
        .. typeof(TaskFix).Assembly.GetTypes()
            .Where(static t => !t.IsAbstract && t.IsSubclassOf(typeof(CodeFixProvider)))
            .Select(static t => (CodeFixProvider)Activator.CreateInstance(t)!),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Repairs.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task TheProgramRunsOnceItIsFixed(int number)
    {
        var repair = Repairs.All[number];
        var analyzer = Together.Analyzers.Single(a => a.SupportedDiagnostics.Any(d => d.Id == repair.Rule));
        var fix = Fixes.Single(f => f.GetType().Name == repair.Fix);
        var document = WithGenerated(Project.Create(Source(repair)));

        var tree = await document.GetSyntaxTreeAsync();
        var diagnostic = Assert.Single(await Project.Analyze(document, analyzer), d => d.Id == repair.Rule && d.Location.SourceTree == tree);
        Assert.Equal(repair.Remedy, diagnostic.Properties.GetValueOrDefault(Remedies.Key));
        var actions = (await Fixing.Actions(document, diagnostic, fix)).Where(a => a.Title.Contains(repair.Title, StringComparison.Ordinal)).ToList();
        var changed = await Fixing.Change(document, Assert.Single(actions));

        var program = Loaded.From((await changed.GetTextAsync()).ToString(), Repairs.Tasks);
        await using var host = await TaskTestHost.StartAsync(b => b.AddRegistry(program.Registry));
        await program.Run("Start", "Run", host.Client);
        var flow = Assert.Single(host.Flows);
        var result = await host.RunAsync(host.Client.GetHandle<JsonElement>(flow.FlowId));
        Assert.Equal(repair.Result, result.GetRawText());
    }

    [Fact]
    public void EveryFixOfACompositionIsRun() => Assert.Equal(
        Fixes.SelectMany(static f => f.FixableDiagnosticIds.Where(static id => id.StartsWith("TT1", StringComparison.Ordinal)).Select(id => $"{id} {f.GetType().Name}")).Order(StringComparer.Ordinal),
        Repairs.All.Select(static r => $"{r.Rule} {r.Fix}").Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void EveryRemedyIsRun() => Assert.Equal(
        typeof(Remedies).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(static f => f.IsLiteral && !f.Name.EndsWith("Key", StringComparison.Ordinal))
            .Select(static f => (string)f.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal),
        Repairs.All.Select(static r => r.Remedy).OfType<string>().Distinct().Order(StringComparer.Ordinal));

    private static string Source(Repair repair) => $$"""
        using Demo;
        using static Demo.Photos.Tasks;
        {{repair.Usings}}
        public static class Start
        {
            public static async Task Run(ITaskClient client)
            {
                await Task.Yield();
                var photo = new Photo("p");
                var card = new Card("c");
                var width = 5;
                _ = (photo, card, width);
                {{repair.Wrong}}
            }
        }

        {{repair.More}}
        """;

    /// <summary>With the tasks, and the factories of both, as an editor's own copy of the project has them.</summary>
    private static Document WithGenerated(Document document)
    {
        var project = document.Project.AddDocument("Tasks.cs", Repairs.Tasks, filePath: "Tasks.cs").Project;
        foreach (var tree in Together.Generated(project.GetCompilationAsync().Result!))
            project = project.AddDocument(Path.GetFileName(tree.FilePath), tree.GetText(), filePath: tree.FilePath).Project;
        return project.GetDocument(document.Id)!;
    }
}
