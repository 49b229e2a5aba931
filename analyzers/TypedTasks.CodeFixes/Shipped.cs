using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Contracts;
using TypedTasks.Analyzers;
using TypedTasks.Generators.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Which of several tasks of one name has shipped.</summary>
internal static class Shipped
{
    /// <summary>The one of another assembly, or the only one that is as TaskContracts.txt recorded it; null where nothing says so.</summary>
    public static async Task<IMethodSymbol?> FindAsync(Project project, string name, IReadOnlyList<IMethodSymbol> tasks, KnownTypes known, CancellationToken cancellation)
    {
        if (tasks.FirstOrDefault(static t => t.DeclaringSyntaxReferences.IsEmpty) is { } foreign)
            return foreign;
        if (ContractLines.File(project) is not { } file)
            return null;
        var text = await file.GetTextAsync(cancellation).ConfigureAwait(false);
        if (ContractFile.Parse(text).Find(Contract.Task, name) is not { } recorded)
            return null;
        var same = tasks.Where(t => (ContractReader.Task(t, SymbolNames.Task(t)!) with { Name = name }).ToString() == recorded.ToString()).ToList();
        return same.Count == 1 ? same[0] : null;
    }
}
