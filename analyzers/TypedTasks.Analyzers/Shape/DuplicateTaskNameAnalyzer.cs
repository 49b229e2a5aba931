using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0005: two tasks of one name; a message could not say which is meant.</summary>
public sealed class DuplicateTaskNameAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0005";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Tasks must have different names",
        "{0} and {1} are both the task '{2}', so a message could not say which is meant: {3}",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        OnTask(start, known, (context, method, attribute) =>
        {
            foreach (var name in TaskNames.All(method, attribute))
                Check(context, method, attribute, name, known);
        });

    private static void Check(SymbolAnalysisContext context, IMethodSymbol method, AttributeData attribute, string name, KnownTypes known)
    {
        if (!known.Tasks.IsTaken(name) || TaskIndex.IsLeftToOverloads(method, attribute))
            return;
        var all = known.Tasks.Named(name);
        var other = all.FirstOrDefault(m => !SymbolEqualityComparer.Default.Equals(m, method));
        if (other is null)
            return;
        var isAlias = name != TaskNames.Of(method, attribute);
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            method.Locations[0],
            other.Locations.Where(static l => l.IsInSource),
            isAlias ? null : ImmutableDictionary<string, string?>.Empty.Add(TaskNaming.Suggestion, Suggest(method, name, known)).Add(TaskNaming.Disputed, name),
            $"'{Read(method)}'",
            Describe(other, method),
            name,
            isAlias ? "take it out of Aliases, or give the other another name" : "give one another name with [Task(\"…\")]"));
    }

    private static string Describe(IMethodSymbol other, IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(other.ContainingAssembly, method.ContainingAssembly)
            ? $"'{Read(other)}'"
            : $"'{Read(other)}' of the assembly {other.ContainingAssembly.Name}";

    private static string Suggest(IMethodSymbol method, string name, KnownTypes known)
    {
        var plain = TaskNames.Default(method);
        var qualifier = method.ContainingType.ContainingType?.Name ?? method.ContainingNamespace.Name;
        string[] candidates = [plain, $"{TaskNames.Kebab(qualifier)}.{plain}"];
        return Array.Find(candidates, c => c != name && c[0] != '.' && known.Tasks.Named(c).Count == 0)
            ?? Enumerable.Range(2, int.MaxValue - 2).Select(i => $"{name}-{i}").First(c => known.Tasks.Named(c).Count == 0);
    }

    private static string Read(IMethodSymbol method) =>
        method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
