using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using TypedTasks.Analyzers.Contracts;

namespace TypedTasks.CodeFixes;

/// <summary>Changes TaskContracts.txt line by line: a line is found by what it begins with, a new one stands in order.</summary>
internal static class ContractLines
{
    public static TextDocument? File(Project project) =>
        project.AdditionalDocuments.FirstOrDefault(static d => string.Equals(d.Name, ContractFile.Name, StringComparison.OrdinalIgnoreCase));

    public static async Task<Solution> RecordAsync(Solution solution, DocumentId file, IEnumerable<string> records, CancellationToken cancellation)
    {
        var text = await solution.GetAdditionalDocument(file)!.GetTextAsync(cancellation).ConfigureAwait(false);
        var lines = Lines(text);
        foreach (var record in records.Distinct(StringComparer.Ordinal))
        {
            var key = Contract.Parse(record)!.Key;
            var place = lines.FindIndex(l => Contract.Parse(l.Trim())?.Key == key);
            if (place >= 0)
                lines[place] = record;
            else
                lines.Insert(Place(lines, key), record);
        }

        return With(solution, file, text, lines);
    }

    public static async Task<Solution> RemoveAsync(Solution solution, DocumentId file, IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var text = await solution.GetAdditionalDocument(file)!.GetTextAsync(cancellation).ConfigureAwait(false);
        var lines = Lines(text);
        lines.RemoveAll(l => Contract.Parse(l.Trim()) is { } contract && keys.Contains(contract.Key));
        return With(solution, file, text, lines);
    }

    private static int Place(List<string> lines, string key)
    {
        var after = lines.FindIndex(l => Contract.Parse(l.Trim()) is { } contract && Order(contract.Key, key) > 0);
        return after >= 0 ? after : lines.Count;
    }

    // Tasks first, then what travels with them.
    private static int Order(string one, string other)
    {
        var rank = (one.StartsWith("task ", StringComparison.Ordinal) ? 0 : 1).CompareTo(other.StartsWith("task ", StringComparison.Ordinal) ? 0 : 1);
        return rank != 0 ? rank : string.CompareOrdinal(one.Substring(one.IndexOf(' ')), other.Substring(other.IndexOf(' ')));
    }

    private static List<string> Lines(SourceText text)
    {
        var lines = text.Lines.Select(static l => l.ToString()).ToList();
        while (lines.Count > 0 && lines[lines.Count - 1].Trim().Length == 0)
            lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    private static Solution With(Solution solution, DocumentId file, SourceText old, List<string> lines) =>
        solution.WithAdditionalDocumentText(file, SourceText.From(string.Concat(lines.Select(static l => l + "\n")), old.Encoding));
}
