using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Corpus;

/// <summary>
/// A small program. A line ends with <c>//! TT1001 CS0019</c> where exactly these diagnostics begin on it. A line
/// <c>//contract task …</c> is a line of TaskContracts.txt, <c>//aot</c> turns reflection off, <c>//unimported</c> leaves out the global
/// using of the runtime, and <c>//language 13</c> compiles as an older C#.
/// </summary>
internal sealed class CorpusFile
{
    private const string Mark = "//!";
    private const string Contract = "//contract ";

    public CorpusFile(string path)
    {
        Path = path;
        Lines = File.ReadAllLines(path);
        Text = string.Join("\n", Lines);
        var contracts = Lines.Select((text, i) => (Text: text, Line: i)).Where(static l => l.Text.StartsWith(Contract, StringComparison.Ordinal)).ToList();
        ContractLines = [.. contracts.Select(static l => l.Line)];
        Contracts = string.Concat(contracts.Select(static l => Unmarked(l.Text)[Contract.Length..] + "\n"));
    }

    public static string Root { get; } = Repository.At("tests/corpus");

    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Text { get; }

    public string[] Lines { get; }

    public string Contracts { get; }

    /// <summary>Where each line of the contracts stands in this file.</summary>
    public IReadOnlyList<int> ContractLines { get; }

    public bool IsAot => Lines.Contains("//aot");

    public bool IsImported => !Lines.Contains("//unimported");

    public LanguageVersion Language =>
        Lines.FirstOrDefault(static l => l.StartsWith("//language ", StringComparison.Ordinal)) is { } line && LanguageVersionFacts.TryParse(line["//language ".Length..], out var version)
            ? version
            : TestedLanguage.Version;

    /// <summary>The ids marked, by line.</summary>
    public IReadOnlyList<string> Expected => [.. Lines.Select((text, i) => (Ids: Ids(text), Line: i)).Where(static l => l.Ids.Length > 0).Select(static l => $"{l.Line + 1}: {l.Ids}")];

    public static IReadOnlyList<CorpusFile> All(string folder) =>
        [.. Directory.GetFiles(System.IO.Path.Combine(Root, folder), "*.cs").Order(StringComparer.Ordinal).Select(static f => new CorpusFile(f))];

    /// <summary>Marks what was found; only by hand, and read before it is kept.</summary>
    public void Write(IReadOnlyList<string> found)
    {
        var ids = found.ToDictionary(static f => int.Parse(f.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture) - 1, static f => f.Split(": ")[1]);
        File.WriteAllText(Path, string.Concat(Lines.Select((text, i) => (ids.TryGetValue(i, out var mark) ? $"{Unmarked(text)} {Mark} {mark}" : Unmarked(text)) + "\n")));
    }

    private static string Ids(string line) =>
        line.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at ? line[(at + Mark.Length)..].Trim() : "";

    private static string Unmarked(string line) =>
        line.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at ? line[..at].TrimEnd() : line;
}
