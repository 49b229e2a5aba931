using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Tests.Harness;
using Xunit.Abstractions;

namespace TypedTasks.Analyzers.Tests.Corpus;

/// <summary>Small programs, wrong ones with their diagnostics marked and right ones that stay silent.</summary>
public class CorpusTests(ITestOutputHelper output)
{
    private static readonly bool IsMarking = Environment.GetEnvironmentVariable("TYPEDTASKS_MARK_CORPUS") == "1";

    [Fact]
    public async Task RightProgramsStaySilent()
    {
        var files = CorpusFile.All("right");
        var loud = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(files, async (file, _) =>
        {
            foreach (var diagnostic in await CorpusRun.Diagnose(file))
                loud.Add($"{file.Name}: {diagnostic.Id} {diagnostic.GetMessage()}");
        });
        Assert.Empty(loud.Order(StringComparer.Ordinal));
        Assert.True(files.Count >= 150, $"{files.Count} right programs");
        output.WriteLine($"{files.Count} right programs");
    }

    [Fact]
    public async Task WrongProgramsAreExplained()
    {
        var files = CorpusFile.All("wrong");
        var different = new ConcurrentBag<string>();
        var all = new ConcurrentBag<Diagnostic>();
        await Parallel.ForEachAsync(files, async (file, _) =>
        {
            var found = await CorpusRun.Diagnose(file);
            var spelled = CorpusRun.Spell(file, found);
            if (IsMarking)
                file.Write(spelled);
            else if (!spelled.SequenceEqual(file.Expected))
                different.Add($"{file.Name}: expected [{string.Join("; ", file.Expected)}], found [{string.Join("; ", spelled)}]");
            if (spelled.Count == 0)
                different.Add($"{file.Name}: is not wrong");
            foreach (var diagnostic in found)
                all.Add(diagnostic);
        });
        Assert.Empty(different.Order(StringComparer.Ordinal));
        Assert.True(files.Count >= 150, $"{files.Count} wrong programs");
        Report(files.Count, all);
        // Every rule, and every kind of compiler error, at least twice.
        var once = all.GroupBy(static d => d.Id).Where(static g => g.Count() < 2).Select(static g => g.Key);
        Assert.Empty(once.Concat(Rules().Except(all.Select(static d => d.Id))).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Rules() =>
        Together.Analyzers
            .Where(static a => a is not DiagnosticSuppressor)
            .SelectMany(static a => a.SupportedDiagnostics)
            .Select(static d => d.Id);

    private void Report(int files, IReadOnlyCollection<Diagnostic> all)
    {
        output.WriteLine($"{files} wrong programs");
        foreach (var group in all.GroupBy(static d => d.Id).OrderBy(static g => g.Key, StringComparer.Ordinal))
            output.WriteLine($"{group.Key} {group.Count()}");
        output.WriteLine("");
        output.WriteLine("The longest messages:");
        foreach (var message in all.Where(static d => d.Id.StartsWith("TT", StringComparison.Ordinal)).Select(static d => $"{d.Id}: {d.GetMessage()}").Distinct().OrderByDescending(static m => m.Length).Take(20))
            output.WriteLine(message);
    }
}
