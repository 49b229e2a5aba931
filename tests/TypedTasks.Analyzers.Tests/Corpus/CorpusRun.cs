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
    private static readonly CSharpCompilation Shared =
        Together.Create([("Tasks.cs", File.ReadAllText(Path.Combine(CorpusFile.Root, "Tasks.cs")))]);

    public static async Task<IReadOnlyList<Diagnostic>> Diagnose(CorpusFile file)
    {
        var tree = CSharpSyntaxTree.ParseText(file.Text, Together.Parse, file.Path);
        Together.Driver().RunGeneratorsAndUpdateCompilation(Shared.AddSyntaxTrees(tree), out var compilation, out var fromGenerator);
        Assert.Empty(fromGenerator);
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
