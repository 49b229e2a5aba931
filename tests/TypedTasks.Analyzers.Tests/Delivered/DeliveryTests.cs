using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.Testing;
using Xunit.Abstractions;

namespace TypedTasks.Analyzers.Tests.Delivered;

/// <summary>What compiles without a word arrives whole: for each type that a task yields, each type that the next one takes, and each form of composition.</summary>
public class DeliveryTests(ITestOutputHelper output)
{
    private const string Refused = "TypedTasks.TaskResultException";

    // All of them in a long run; else one of four pairs that C# refuses by itself.
    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("TYPEDTASKS_MATRIX") == "1";

    /// <summary>Values that are more than the declared type says: the only ones that may be refused at run time, and must be.</summary>
    private static readonly string[] Exceeding =
    [
        "Animal new Dog(\"Rex\", 7)",
        "Box<Animal> new Box<Animal>(new Dog(\"Rex\", 7))",
        "Box<Shape> new Box<Shape>(new Hexagon(2))",
        "Drawing new Drawing(\"\", new Hexagon(0), [], [])",
        "(((int, Circle), Shape), int[]) (((1, new(1)), new Hexagon(1)), [1])",
        "(Shape, Dog) (new Hexagon(1), new Dog(\"x\", 1))",
        "IReadOnlyList<Animal> [new Dog(\"Rex\", 7)]",
        "IReadOnlyList<Shape> [new Circle(1), new Hexagon(1)]",
        "Middle new Lower(1, 2, 3)",
        "Plant new Tulip(3, \"b\")",
        "Shape new Hexagon(1)",
        "Stone new Rock(2, \"granite\")",
        "Upper new Lower(1, 2, 3)",
    ];

    [Fact]
    public async Task WhatCompilesArrivesAsItWas()
    {
        var clock = Stopwatch.StartNew();
        var tasks = CSharpSyntaxTree.ParseText(DeliveryProgram.Tasks(Catalogue.All), Together.Parse, "Tasks.cs");
        var declared = Together.Create([]).AddSyntaxTrees(tasks).AddReferences(MetadataReference.CreateFromFile(typeof(IFlowRunner).Assembly.Location));
        var cases = Cases(declared).ToList();
        Assert.True(Catalogue.All.Count >= 60);

        var lines = CSharpSyntaxTree.ParseText(DeliveryProgram.Lines(cases), Together.Parse, "Lines.cs");
        Together.Driver().RunGeneratorsAndUpdateCompilation(declared.AddSyntaxTrees(lines), out var compilation, out var fromGenerator);
        Assert.Empty(fromGenerator);
        var found = await compilation.WithAnalyzers(new AnalyzerOptions([])).GetAllDiagnosticsAsync();
        Assert.DoesNotContain(found, static d => d.Id == "AD0001");
        // Null is the compiler's matter and ours: it is warned of.
        var errors = found.Where(d => d.Severity == DiagnosticSeverity.Error || (d.Location.SourceTree == lines && (d.Id == "TT1002" || d.Id.StartsWith("CS86", StringComparison.Ordinal)))).ToList();
        var refusedTypes = errors.Where(e => e.Location.SourceTree == tasks).Select(e => Number(tasks, e, "/*", "*/")).Distinct().Order().ToList();
        var refused = errors.Where(e => e.Location.SourceTree == lines).Select(e => Number(lines, e, "// ", "")).ToHashSet();
        var accepted = cases.Where(c => !refused.Contains(c.Number) && !refusedTypes.Contains(c.From) && !refusedTypes.Contains(c.To)).ToList();
        output.WriteLine($"{Catalogue.All.Count} types, {cases.Count} cases, {accepted.Count} accepted, after {clock.Elapsed}");
        output.WriteLine("refused where they are declared: " + string.Join(" · ", refusedTypes.Select(static t => Catalogue.All[t].Name)));

        var (wrong, exceeding) = await Run(declared.AddSyntaxTrees(CSharpSyntaxTree.ParseText(DeliveryProgram.Runs(accepted), Together.Parse, "Runs.cs")), accepted);
        output.WriteLine($"run after {clock.Elapsed}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong\n" + string.Join("\n", wrong.Take(60)));
        Assert.Equal(Exceeding.Order(StringComparer.Ordinal), exceeding.Order(StringComparer.Ordinal));
        // What is refused is refused for its type: each pair of a type with itself is accepted in every form.
        Assert.DoesNotContain(cases.Except(accepted), c => c.From == c.To && !refusedTypes.Contains(c.From));
    }

    /// <summary>Runs every case in memory, and every tenth over the emulator too.</summary>
    private static async Task<(List<string> Wrong, IReadOnlyList<string> Exceeding)> Run(CSharpCompilation source, IReadOnlyList<Case> accepted)
    {
        Together.Driver().RunGeneratorsAndUpdateCompilation(source, out var compilation, out _);
        var program = Loaded.From(compilation);
        var byNumber = accepted.ToDictionary(static c => c.Number);
        var runs = ((IEnumerable<(int Case, int Value, Func<string> Expected, Func<IFlowRunner, Task<string>> Run)>)program.Get("Runs", "All")).ToList();
        await using var memory = await TaskTestHost.StartAsync(b => b.AddRegistry(program.Registry));
        await using var emulator = await EmulatorRunner.StartAsync(program.Registry);
        var wrong = new List<string>();
        var refused = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < runs.Count; i++)
        {
            var (number, value, expected, run) = runs[i];
            var one = byNumber[number];
            var given = $"{Catalogue.All[one.From].Name} {Catalogue.All[one.From].Values[value]}";
            IEnumerable<IFlowRunner> places = i % 10 == 0 ? [new MemoryRunner(memory), emulator] : [new MemoryRunner(memory)];
            foreach (var place in places)
            {
                var (isRefused, text) = await Outcome(run, place, expected);
                // A value that exceeds its type is refused whatever way it takes, and no other.
                if (text is not null && !isRefused || isRefused != Exceeding.Contains(given))
                    wrong.Add($"{one}, value {value}, {place.GetType().Name}: {(isRefused ? "refused, " : "")}{text ?? "was not refused"}");
                if (isRefused)
                    refused.Add(given);
            }
        }

        return (wrong, [.. refused]);
    }

    private static async Task<(bool IsRefused, string? Text)> Outcome(Func<IFlowRunner, Task<string>> run, IFlowRunner place, Func<string> expected)
    {
        try
        {
            var arrived = await run(place);
            return arrived == Refused ? (true, arrived) : (false, arrived == expected() ? null : $"{arrived} arrived for {expected()}");
        }
        catch (TaskArgumentException e)
        {
            return (true, e.Message);
        }
        catch (TaskFailedException e) when (Innermost(e.Failure) is { Type: Refused or "TypedTasks.TaskArgumentException", Attempt: 0 } failure)
        {
            return (true, failure.Message);
        }
        catch (Exception e)
        {
            return (false, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private static TaskFailure Innermost(TaskFailure failure) => failure is { Type: "TypedTasks.AllFailed", Inner: [var only] } ? only : failure;

    /// <summary>Every pair by the operator; every form for those that C# lets pass.</summary>
    private static IEnumerable<Case> Cases(CSharpCompilation declared)
    {
        var values = declared.GetTypeByMetadataName("Values")!;
        var types = Catalogue.All.Select((_, i) => ((INamedTypeSymbol)((IFieldSymbol)values.GetMembers($"Of{i}").Single()).Type).TypeArguments[0]).ToList();
        var number = 0;
        for (var from = 0; from < types.Count; from++)
        {
            for (var to = 0; to < types.Count; to++)
            {
                var conversion = declared.ClassifyConversion(types[from], types[to]);
                var isPassed = conversion is { IsImplicit: true, IsUserDefined: false };
                if (!isPassed && !IsWhole && (from + to) % 4 != 0)
                    continue;
                foreach (var form in isPassed ? Form.All : [Form.All[0]])
                    yield return new(number++, from, to, form);
            }
        }
    }

    private static int Number(SyntaxTree tree, Diagnostic error, string before, string after)
    {
        var line = tree.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString();
        var start = line.LastIndexOf(before, StringComparison.Ordinal);
        Assert.True(start >= 0, error.ToString());
        start += before.Length;
        var end = after.Length == 0 ? line.Length : line.IndexOf(after, start, StringComparison.Ordinal);
        return int.Parse(line[start..end], CultureInfo.InvariantCulture);
    }
}
