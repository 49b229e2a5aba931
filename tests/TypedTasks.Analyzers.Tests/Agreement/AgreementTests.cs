using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Analyzers.Tests.Corpus;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Tests.Agreement;

/// <summary>Generator and rules believe the same of every task: of the corpus, of the shapes that the generator is verified by, and of every combination of their parts.</summary>
public class AgreementTests
{
    private static readonly CSharpCompilation Shared =
        Together.Create([("Tasks.cs", File.ReadAllText(Path.Combine(CorpusFile.Root, "Tasks.cs")))]);

    private static readonly Dictionary<TaskRefusal, string> Rules = new()
    {
        [TaskRefusal.NotPartial] = "TT0001",
        [TaskRefusal.Unnamed] = "TT0002",
        [TaskRefusal.Parameter] = "TT0003",
        [TaskRefusal.Hidden] = "TT0006",
        [TaskRefusal.Generic] = "TT0007",
        [TaskRefusal.NotAMethod] = "TT0008",
        [TaskRefusal.Kind] = "TT0009",
        [TaskRefusal.Uncreatable] = "TT0010",
        [TaskRefusal.NameTaken] = "TT0011",
        [TaskRefusal.Result] = "TT0012",
    };

    [Theory]
    [InlineData("right")]
    [InlineData("wrong")]
    public async Task OfTheCorpus(string folder)
    {
        var different = new List<string>();
        foreach (var file in CorpusFile.All(folder).Where(static f => f.Text.Contains("[Task", StringComparison.Ordinal)))
            different.AddRange((await Differences(Shared.AddSyntaxTrees(CSharpSyntaxTree.ParseText(file.Text, Together.Parse, file.Path)))).Select(d => $"{file.Name}: {d}"));
        Assert.True(different.Count == 0, string.Join("\n", different));
    }

    [Fact]
    public async Task OfTheShapes()
    {
        var folder = Path.GetFullPath(Path.Combine(CorpusFile.Root, "../TypedTasks.Generators.Tests/Shapes"));
        var files = Directory.GetFiles(folder, "*.cs");
        Assert.NotEmpty(files);
        var different = new List<string>();
        foreach (var file in files)
            different.AddRange((await Differences(Together.Create([(file, await File.ReadAllTextAsync(file))]))).Select(d => $"{Path.GetFileName(file)}: {d}"));
        Assert.True(different.Count == 0, string.Join("\n", different));
    }

    [Fact]
    public async Task OfEveryCombination()
    {
        var classes = Combinations.All().ToList();
        var different = await Differences(Together.Create([("Combinations.cs", Combinations.Types + string.Join("\n", classes))]));
        Assert.True(different.Count == 0, string.Join("\n", different));
        Assert.True(classes.Count > 400, $"{classes.Count} classes");
    }

    /// <summary>Where the two differ, where nothing is written and no rule says why, and where what is written does not compile.</summary>
    private static async Task<IReadOnlyList<string>> Differences(CSharpCompilation compilation)
    {
        var different = new List<string>();
        Together.Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out var fromGenerator);
        Assert.Empty(fromGenerator);
        var said = await output.WithAnalyzers(new Microsoft.CodeAnalysis.Diagnostics.AnalyzerOptions([])).GetAnalyzerDiagnosticsAsync();
        var errors = output.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).ToList();
        var recorded = new List<string>();
        foreach (var type in Belief.Classes(output))
        {
            Compare(type.ToDisplayString(), Belief.Written(type), Belief.Reckoned(type));
            recorded.AddRange(Belief.Recorded(type));
            var ofClass = TaskHolder.Refusal(type, default);
            foreach (var task in TaskCandidates.Of(type))
            {
                var refusal = ofClass == TaskRefusal.None ? task.Refusal : ofClass;
                if (refusal == TaskRefusal.None)
                    continue;
                var place = task.Method.ContainingType;
                while (place.ContainingType is not null)
                    place = place.ContainingType;
                // Where the compiler speaks of what the task takes or yields, or of the class, no rule has to.
                if (!said.Concat(errors).Any(d => Stands(d, place) && (d.Id == Rules[refusal] || d.Id.StartsWith("CS", StringComparison.Ordinal))))
                    different.Add($"{task.Method.ToDisplayString()} is refused, {refusal}, and {Rules[refusal]} does not say so");
            }
        }

        Compare("the registry", Belief.Registered(output), [.. recorded.Order(StringComparer.Ordinal)]);
        // What is wrong in generated code has been explained by a rule, or by the compiler in the user's own.
        var wrong = said.Where(static d => d.Severity == DiagnosticSeverity.Error).Concat(errors).ToList();
        var sound = Belief.Classes(output).Where(t => !wrong.Exists(d => Stands(d, t))).ToList();
        different.AddRange(errors
            .Where(d => sound.Exists(t => Path.GetFileName(d.Location.SourceTree!.FilePath).StartsWith(SymbolNames.Read(t) + ".", StringComparison.Ordinal)))
            .Select(static d => d.ToString()));
        return different;

        void Compare(string what, IReadOnlyList<string> written, IReadOnlyList<string> reckoned)
        {
            different.AddRange(written.Except(reckoned).Select(w => $"{what}: only written is {w}"));
            different.AddRange(reckoned.Except(written).Select(r => $"{what}: only reckoned is {r}"));
        }
    }

    private static bool Stands(Diagnostic diagnostic, INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == diagnostic.Location.SourceTree && r.Span.Contains(diagnostic.Location.SourceSpan));
}
