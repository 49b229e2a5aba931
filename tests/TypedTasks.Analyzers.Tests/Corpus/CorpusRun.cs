using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Corpus;

/// <summary>Compiles one file of the corpus beside the tasks that all share, with generator and analyzers.</summary>
internal static class CorpusRun
{
    private static readonly ConcurrentDictionary<(bool IsImported, LanguageVersion Language), CSharpCompilation> Shared = new();

    /// <summary>The program with the tasks and what the generator adds, before any analyzer has seen it.</summary>
    public static (Compilation Compilation, SyntaxTree Tree) Compile(CorpusFile file)
    {
        var parse = Together.Parse.WithLanguageVersion(file.Language);
        var shared = Shared.GetOrAdd((file.IsImported, file.Language), key =>
            Together.Create([("Tasks.cs", File.ReadAllText(Path.Combine(CorpusFile.Root, "Tasks.cs")))], isImported: key.IsImported, language: key.Language));
        var tree = CSharpSyntaxTree.ParseText(file.Text, parse, file.Path);
        Together.Driver(language: file.Language).RunGeneratorsAndUpdateCompilation(shared.AddSyntaxTrees(tree), out var compilation, out var fromGenerator);
        Assert.Empty(fromGenerator);
        return (compilation, tree);
    }

    public static async Task<IReadOnlyList<Diagnostic>> Diagnose(CorpusFile file)
    {
        var (compilation, tree) = Compile(file);
        ImmutableArray<AdditionalText> additional = file.Contracts.Length > 0 ? [new Contracts(file.Contracts)] : [];
        var options = new AnalyzerOptions(additional, new Options(file.IsAot));
        var found = await compilation.WithAnalyzers(options).GetAllDiagnosticsAsync();
        Assert.DoesNotContain(found, static d => d.Id == "AD0001");
        return [.. found.Where(d => d.Severity >= DiagnosticSeverity.Info && !d.IsSuppressed && (d.Location.SourceTree == tree || d.Location.Kind == LocationKind.ExternalFile))];
    }

    /// <summary>As <see cref="CorpusFile.Expected"/> spells it.</summary>
    public static IReadOnlyList<string> Spell(CorpusFile file, IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics
            .GroupBy(d => Line(file, d))
            .OrderBy(static g => g.Key)
            .Select(static g => $"{g.Key + 1}: {string.Join(" ", g.Select(static d => d.Id).Order(StringComparer.Ordinal))}"),
    ];

    private static int Line(CorpusFile file, Diagnostic diagnostic)
    {
        var line = diagnostic.Location.GetLineSpan().StartLinePosition.Line;
        return diagnostic.Location.Kind == LocationKind.ExternalFile ? file.ContractLines[line] : line;
    }

    private sealed class Contracts(string text) : AdditionalText
    {
        private readonly SourceText text = SourceText.From(text);

        public override string Path => "/demo/TaskContracts.txt";

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }

    private sealed class Options(bool isAot) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(isAot);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Values(bool isAot) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = isAot && key == "build_property.PublishAot" ? "true" : null;
            return value is not null;
        }
    }
}
