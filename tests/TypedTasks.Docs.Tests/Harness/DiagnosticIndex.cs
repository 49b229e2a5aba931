using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers;
using TypedTasks.CodeFixes;

namespace TypedTasks.Docs.Tests.Harness;

/// <summary>The page that lists every diagnostic, as the analyzers, their tests and the corpus make it.</summary>
internal static partial class DiagnosticIndex
{
    public const string Page = "docs/diagnostics/README.md";

    // The rooms of the rules, in the order of their ids, and what they are about.
    private static readonly (string Category, string About)[] Categories =
    [
        ("TypedTasks.Shape", "what a task looks like"),
        ("TypedTasks.Composition", "how signatures are put together"),
        ("TypedTasks.Serialization", "what travels"),
        ("TypedTasks.Body", "what a task does"),
        ("TypedTasks.Contracts", "what may change while messages wait"),
    ];

    private static readonly IReadOnlyList<(DiagnosticDescriptor Descriptor, string Analyzer)> Rules =
    [
        .. Instances<DiagnosticAnalyzer>(typeof(TaskRule))
            .Where(static a => a is not TaskAnalyzer)
            .SelectMany(static a => a.SupportedDiagnostics.Select(d => (d, a.GetType().Name)))
            .OrderBy(static r => r.d.Id, StringComparer.Ordinal),
    ];

    private static readonly IReadOnlyList<(DiagnosticSuppressor Suppressor, SuppressionDescriptor Descriptor)> Suppressions =
    [
        .. Instances<DiagnosticSuppressor>(typeof(TaskRule))
            .SelectMany(static s => s.SupportedSuppressions.Select(d => (s, d)))
            .OrderBy(static s => s.d.Id, StringComparer.Ordinal),
    ];

    private static readonly HashSet<string> Fixable =
        [.. Instances<CodeFixProvider>(typeof(TaskClassNotPartialFix)).SelectMany(static f => f.FixableDiagnosticIds)];

    public static string Render()
    {
        var tests = Docs.Sources("tests/TypedTasks.Analyzers.Tests")
            .Where(static f => f.EndsWith("Tests.cs", StringComparison.Ordinal))
            .Select(static f => (Name: Path.GetFileNameWithoutExtension(f), Text: File.ReadAllText(f)))
            .ToList();
        var marks = Docs.Sources("tests/corpus/wrong")
            .Select(static f => Mark().Matches(File.ReadAllText(f)).SelectMany(static m => m.Groups["ids"].Value.Split(' ')).ToHashSet())
            .ToList();

        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Diagnostics

            What the analyzers in the package `TypedTasks` say: {Rules.Count} rules, {Rules.Count(static r => Fixable.Contains(r.Descriptor.Id))} of them with a fix for one
            place or for all. Each has a page with an example. *Tests* counts the test methods of its analyzer, *corpus* the wrong programs
            under `tests/corpus` that it has to explain. Ids are stable for ever.

            A rule is set as any other, in `.editorconfig`: `dotnet_diagnostic.TT3001.severity = none`.

            """);
        foreach (var (category, about) in Categories)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {category}: {about}\n\n| id | title | severity | fix | tests | corpus |\n|---|---|---|---|---|---|\n");
            foreach (var (rule, analyzer) in Rules.Where(r => r.Descriptor.Category == category))
            {
                var fix = Fixable.Contains(rule.Id) ? "yes" : "";
                var count = tests.Where(t => Concerns(t.Name, t.Text, analyzer)).Sum(static t => TestMethod().Count(t.Text));
                var programs = marks.Count(m => m.Contains(rule.Id));
                page.Append(CultureInfo.InvariantCulture, $"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {rule.DefaultSeverity.ToString().ToLowerInvariant()} | {fix} | {count} | {programs} |\n");
            }
        }

        page.Append("\n## Diagnostics of others that are taken back\n\n| id | takes back | because |\n|---|---|---|\n");
        foreach (var (_, suppression) in Suppressions)
            page.Append(CultureInfo.InvariantCulture, $"| {suppression.Id} | {suppression.SuppressedDiagnosticId} | {suppression.Justification} |\n");

        page.Append("\n## Said by the build\n\n| id | title |\n|---|---|\n| [TT0018](TT0018.md) | The target framework is not supported |\n");

        page.Append("\nThis page is written by a test: `TYPEDTASKS_ACCEPT=1 dotnet test tests/TypedTasks.Docs.Tests --filter DiagnosticIndexTests`.\n");
        return page.ToString();
    }

    /// <summary>The ids of all rules, and whether each has a category that the page shows.</summary>
    public static IReadOnlyDictionary<string, bool> Shown { get; } =
        Rules.ToDictionary(static r => r.Descriptor.Id, static r => Categories.Any(c => c.Category == r.Descriptor.Category));

    private static bool Concerns(string name, string text, string analyzer) =>
        name == analyzer.Replace("Analyzer", "Tests", StringComparison.Ordinal) || text.Contains(analyzer, StringComparison.Ordinal);

    private static IEnumerable<T> Instances<T>(Type beside) =>
        beside.Assembly.GetTypes().Where(static t => !t.IsAbstract && t.IsSubclassOf(typeof(T))).Select(static t => (T)Activator.CreateInstance(t)!);

    [GeneratedRegex(@"//! (?<ids>[A-Z0-9 ]+)")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\s*\[(Fact|Theory|ByHandFact)\b", RegexOptions.Multiline)]
    private static partial Regex TestMethod();
}
