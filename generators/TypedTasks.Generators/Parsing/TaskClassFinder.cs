using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>
/// Finds the classes with task methods. <c>ForAttributeWithMetadataName</c> would bind every marked method again after each
/// edit of the project; this one is asked when a declaration changed, and looks by syntax first.
/// </summary>
internal static class TaskClassFinder
{
    public static IEnumerable<TaskClass> Find(Declarations declarations, CancellationToken cancellation)
    {
        var compilation = declarations.Compilation;
        var files = compilation.SyntaxTrees;
        var names = MarkedFile.NamesOfTask(files, cancellation);
        var spelling = new TypeSpelling();
        var canRank = compilation.LanguageVersion >= LanguageVersion.CSharp13;
        var found = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var file in files)
        {
            SemanticModel? model = null;
            TypeDeclarationSyntax? last = null;
            foreach (var marked in MarkedFile.Of(file, cancellation).Methods)
            {
                cancellation.ThrowIfCancellationRequested();
                if (marked.Type == last || !names.Contains(marked.Name))
                    continue;
                last = marked.Type;
                if ((model ??= compilation.GetSemanticModel(file)).GetDeclaredSymbol(last, cancellation) is INamedTypeSymbol symbol
                    && found.Add(symbol)
                    && TaskClassParser.Parse(symbol, canRank, spelling, cancellation) is { } tasks)
                {
                    yield return tasks;
                }
            }
        }
    }
}
