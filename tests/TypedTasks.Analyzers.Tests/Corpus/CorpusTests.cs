using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Tests.Harness;
using Xunit.Abstractions;

namespace TypedTasks.Analyzers.Tests.Corpus;

/// <summary>Small programs, wrong ones with their diagnostics marked and right ones that stay silent.</summary>
public class CorpusTests(ITestOutputHelper output)
{
    private static readonly bool IsMarking = Setting.IsOn("TYPEDTASKS_MARK_CORPUS");

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
        AssertNone(loud);
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
        AssertNone(different);
        Assert.True(files.Count >= 150, $"{files.Count} wrong programs");
        Report(files.Count, all);
        // Every rule, and every kind of compiler error, at least twice.
        var once = all.GroupBy(static d => d.Id).Where(static g => g.Count() < 2).Select(static g => g.Key);
        Assert.Empty(once.Concat(Rules().Except(all.Select(static d => d.Id))).Order(StringComparer.Ordinal));
        CheckMessages(all);
    }

    /// <summary>A second program with the rules, operands and form of another one tests nothing that the first does not.</summary>
    [Fact]
    public void NoTwoWrongProgramsAreAlike()
    {
        var alike = CorpusFile.All("wrong")
            .AsParallel()
            .Select(static f => (f.Name, Key: CorpusKey.Of(f)))
            .GroupBy(static f => f.Key, static f => f.Name)
            .Where(static g => g.Count() > 1)
            .Select(static g => $"{string.Join(" = ", g.Order(StringComparer.Ordinal))}: {g.Key}");
        AssertNone(alike);
    }

    /// <summary>Each kind of mistake is shown twice, beside two near misses that stay silent.</summary>
    [Fact]
    public void EveryKindHasTwoWrongProgramsAndTwoNearMisses()
    {
        var wrong = Kinds("wrong");
        var right = Kinds("right");
        Assert.Equal(wrong.Select(static k => k.Key).Order(StringComparer.Ordinal), right.Select(static k => k.Key).Order(StringComparer.Ordinal));
        Assert.All(wrong.Concat(right), static k => Assert.True(k.Count() >= 2, k.Key));

        static ILookup<string, string> Kinds(string folder) => CorpusFile.All(folder).Select(static f => f.Name)
            .Where(static n => n.StartsWith("kind-", StringComparison.Ordinal))
            .ToLookup(static n => n[..n.LastIndexOf('-')]);
    }

    /// <summary>Every message of the corpus, the longest first, in a file that is read before it is kept.</summary>
    private static void CheckMessages(IEnumerable<Diagnostic> all)
    {
        var messages = all.Where(static d => d.Id.StartsWith("TT", StringComparison.Ordinal))
            .Select(static d => $"{d.Id} {d.GetMessage(CultureInfo.InvariantCulture)}")
            .Distinct()
            .OrderByDescending(static m => m.Length)
            .ThenBy(static m => m, StringComparer.Ordinal)
            .ToList();
        var file = Path.Combine(CorpusFile.Root, "messages.txt");
        var text = string.Concat(messages.Select(static m => m + "\n"));
        if (IsMarking)
            File.WriteAllText(file, text);
        Assert.True(File.ReadAllText(file).ReplaceLineEndings("\n") == text, "tests/corpus/messages.txt is out of date: mark the corpus anew, and read the diff aloud.");
        // Two equal types are no reason, and a type parameter of the runtime is nothing that the user wrote.
        Assert.DoesNotContain(messages, static m => Regex.IsMatch(m, @"yields (?<type>[^,']+?),? but '[^']*' takes \k<type>(?![\w<?\[])"));
        Assert.DoesNotContain(messages, static m => Regex.IsMatch(m, @"\bT(In|Out|Next|Base\d|Result|\d)\b"));
    }

    private static void AssertNone(IEnumerable<string> lines)
    {
        var text = string.Join("\n", lines.Order(StringComparer.Ordinal));
        Assert.True(text.Length == 0, text);
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
    }
}
