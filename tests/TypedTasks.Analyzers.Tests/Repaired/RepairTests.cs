using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;
using TypedTasks.Testing;
using Project = TypedTasks.Analyzers.Tests.Harness.Project;

namespace TypedTasks.Analyzers.Tests.Repaired;

/// <summary>Each fix leaves a program that compiles, runs, and yields what was meant, or one that fails to compile exactly where the user has to fill in.</summary>
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
        var document = await WithGenerated(Project.Create(Source(repair), repair));
        var diagnostic = Assert.Single(await Reported(document, repair.Rule), d => repair.Place is null || Text(d) == repair.Place);
        Assert.Equal(repair.Remedy, diagnostic.Properties.GetValueOrDefault(Remedies.Key));

        var actions = await Actions(document, diagnostic, repair.Fix);
        var action = Assert.Single(actions, a => a.Title.Contains(repair.Title, StringComparison.Ordinal));
        var operation = (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single();
        var changed = operation.ChangedSolution.GetDocument(document.Id)!;
        var text = (await changed.GetTextAsync()).ToString();
        var contracts = changed.Project.AdditionalDocuments.SingleOrDefault() is { } file ? (await file.GetTextAsync()).ToString() : "";
        Assert.True(repair.Holds.Length == 0 || (text + contracts).Contains(repair.Holds, StringComparison.Ordinal), text + contracts);

        var sources = new List<string>();
        foreach (var source in changed.Project.Documents.Where(static d => d.Name != "Usings.cs" && !d.Name.EndsWith(".g.cs", StringComparison.Ordinal)))
            sources.Add((await source.GetTextAsync()).ToString());
        var compilation = Loaded.Compile(repair.IsImported, sources);
        var errors = compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => $"{d.Id} {Text(d)}").ToList();
        Assert.True(errors.SequenceEqual(repair.Blanks), $"{string.Join("\n", errors)}\n{text}");
        if (repair.Result is null)
        {
            Assert.NotEmpty(repair.Blanks);
            return;
        }

        var program = Loaded.From(compilation);
        await using var host = await TaskTestHost.StartAsync(b => b.AddRegistry(program.Registry));
        await program.Run("Start", "Run", host.Client);
        var flow = Assert.Single(host.Flows);
        var result = await host.RunAsync(host.Client.GetHandle<JsonElement>(flow.FlowId));
        Assert.Equal(repair.Result, result.GetRawText());
    }

    [Fact]
    public void EveryFixOfEveryRuleIsRun() => Assert.Equal(
        Fixes.SelectMany(static f => f.FixableDiagnosticIds.Select(id => $"{id} {f.GetType().Name}")).Order(StringComparer.Ordinal),
        Repairs.All.Select(static r => $"{r.Rule} {r.Fix}").Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void EveryRemedyIsRun() => Assert.Equal(
        typeof(Remedies).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(static f => f.IsLiteral && !f.Name.EndsWith("Key", StringComparison.Ordinal))
            .Select(static f => (string)f.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal),
        Repairs.All.Select(static r => r.Remedy).OfType<string>().Distinct().Order(StringComparer.Ordinal));

    /// <summary>Where no fix would be right, none is offered.</summary>
    [Theory]
    [MemberData(nameof(Unfixed))]
    public async Task NothingIsOffered(int number)
    {
        var repair = Repairs.Unfixed[number];
        var document = await WithGenerated(Project.Create(Source(repair), repair));
        foreach (var diagnostic in (await Reported(document, repair.Rule)).Where(d => repair.Place is null || Text(d) == repair.Place))
            Assert.DoesNotContain(await Actions(document, diagnostic, repair.Fix), a => a.Title.Contains(repair.Title, StringComparison.Ordinal));
    }

    public static TheoryData<int> Unfixed => [.. Enumerable.Range(0, Repairs.Unfixed.Count)];

    private static string Source(Repair repair) => $$"""
        {{repair.Usings}}using Demo;
        using static Demo.Photos.Tasks;

        public static class Start
        {
            public static async Task Run({{(repair.IsImported ? "" : "TypedTasks.")}}ITaskClient client)
            {
                await Task.Yield();
                var photo = new Photo("p");
                var card = new Card("c");
                var width = 5;
                var slow = true;
                _ = (photo, card, width, slow);
                {{repair.Wrong}}
            }
        }

        {{repair.More}}
        """;

    private static async Task<IReadOnlyList<Diagnostic>> Reported(Document document, string rule)
    {
        var analyzer = Together.Analyzers.Single(a => a.SupportedDiagnostics.Any(d => d.Id == rule));
        var tree = await document.GetSyntaxTreeAsync();
        var all = (await Project.Analyze(document, analyzer)).Where(d => d.Id == rule && (d.Location.SourceTree == tree || d.Location.Kind == LocationKind.ExternalFile)).ToList();
        Assert.NotEmpty(all);
        return all;
    }

    private static async Task<IReadOnlyList<CodeAction>> Actions(Document document, Diagnostic diagnostic, string name)
    {
        var fix = Fixes.Single(f => f.GetType().Name == name);
        TextDocument place = diagnostic.Location.IsInSource ? document : document.Project.AdditionalDocuments.Single();
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(place, diagnostic, (action, _) => actions.Add(action), default));
        return actions;
    }

    private static string Text(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan) ?? "";

    /// <summary>With the tasks, and the factories of both, as an editor's own copy of the project has them.</summary>
    private static async Task<Document> WithGenerated(Document document)
    {
        var project = document.Project.AddDocument("Tasks.cs", Repairs.Tasks, filePath: "Tasks.cs").Project;
        foreach (var tree in Together.Generated((await project.GetCompilationAsync())!))
            project = project.AddDocument(Path.GetFileName(tree.FilePath), tree.GetText(), filePath: tree.FilePath).Project;
        return project.GetDocument(document.Id)!;
    }
}
