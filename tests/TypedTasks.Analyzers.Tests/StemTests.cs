using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests;

/// <summary>Analyzer, fix, tests and page of a rule share the name of the rule: CONTRIBUTING.md says how.</summary>
public partial class StemTests
{
    private const string Ours = "TypedTasks.Analyzers.";

    private static readonly IReadOnlyList<(string Family, string Stem, IReadOnlyList<string> Ids)> Rules =
    [
        .. Instances<DiagnosticAnalyzer>(typeof(Rule))
            .Where(static a => a is not (TaskAnalyzer or DiagnosticSuppressor))
            .Select(static a => (Family(a.GetType()), Cut(a.GetType().Name, "Analyzer"), (IReadOnlyList<string>)[.. a.SupportedDiagnostics.Select(static d => d.Id)])),
    ];

    private static readonly IReadOnlyList<CodeFixProvider> Fixers = [.. Instances<CodeFixProvider>(typeof(TaskFix))];

    public static TheoryData<string> Stems => [.. Rules.Select(static r => r.Stem).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Fixes => [.. Fixers.Select(static f => f.GetType().Name).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stems))]
    public void ARuleHasAFileTestsAndPagesOfItsName(string stem)
    {
        var rule = Rules.Single(r => r.Stem == stem);
        var analyzer = $"analyzers/TypedTasks.Analyzers/{rule.Family}/{stem}Analyzer.cs";
        Assert.True(File.Exists(Repository.At(analyzer)), $"{analyzer} is not there.");
        var tests = $"tests/TypedTasks.Analyzers.Tests/{rule.Family}/{stem}Tests.cs";
        Assert.True(File.Exists(Repository.At(tests)), $"The rule {stem} has no tests: write {tests}.");
        Assert.Matches(Test(), File.ReadAllText(Repository.At(tests)));
        Assert.All(rule.Ids, id => Assert.Contains($"**Rule** [{stem}](../../{analyzer})", File.ReadAllText(Repository.At($"docs/diagnostics/{id}.md")), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Fixes))]
    public void AFixHasTheNameOfTheFirstRuleThatItMends(string fix)
    {
        var first = Fixers.Single(f => f.GetType().Name == fix).FixableDiagnosticIds[0];
        var (family, stem, _) = Rules.Single(r => r.Ids.Contains(first));
        Assert.True(
            fix.StartsWith(stem, StringComparison.Ordinal) && fix.EndsWith("Fix", StringComparison.Ordinal),
            $"{fix} mends {first} first: call it {stem}Fix, or {stem}…Fix where the rule has several.");
        Assert.True(File.Exists(Repository.At($"analyzers/TypedTasks.CodeFixes/{fix}.cs")), $"{fix} has no file of its name.");
        Assert.Contains(
            Directory.GetFiles(Repository.At($"tests/TypedTasks.Analyzers.Tests/{family}"), $"{stem}*Tests.cs"),
            f => File.ReadAllText(f).Contains(fix, StringComparison.Ordinal));
    }

    [Fact]
    public void TestsOfAFamilyHaveTheNameOfARule()
    {
        var stems = Rules.Select(static r => (r.Family, r.Stem)).Concat(Instances<DiagnosticSuppressor>(typeof(Rule)).Select(static s => (Family(s.GetType()), s.GetType().Name))).ToList();
        var wrong =
            from family in stems.Select(static s => s.Item1).Distinct()
            from file in Directory.GetFiles(Repository.At($"tests/TypedTasks.Analyzers.Tests/{family}"), "*Tests.cs")
            let name = Path.GetFileNameWithoutExtension(file)
            where !stems.Any(s => s.Item1 == family && name.StartsWith(s.Item2, StringComparison.Ordinal))
            select $"{family}/{name}";
        Assert.Empty(wrong);
    }

    private static string Family(Type type) => type.Namespace![Ours.Length..];

    private static string Cut(string name, string end)
    {
        Assert.EndsWith(end, name, StringComparison.Ordinal);
        return name[..^end.Length];
    }

    private static IEnumerable<T> Instances<T>(Type beside) =>
        beside.Assembly.GetTypes().Where(static t => !t.IsAbstract && t.IsSubclassOf(typeof(T))).Select(static t => (T)Activator.CreateInstance(t)!);

    [GeneratedRegex(@"^\s*\[(Fact|Theory)\b", RegexOptions.Multiline)]
    private static partial Regex Test();
}
