using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0005: two tasks of one name; a message could not say which is meant.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateTaskNameAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The id.</summary>
    public const string Id = "TT0005";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Tasks must have different names",
        "'{0}' and '{1}' are both the task '{2}', so a message could not say which is meant: give one another name with [Task(\"…\")]",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownTypes.Of(start.Compilation) is not { } known)
                return;
            // Not at the end of the compilation: that would not be live in an editor.
            var compilation = start.Compilation;
            var names = new Lazy<ILookup<string, IMethodSymbol>>(() => Names(compilation, known));
            start.RegisterSymbolAction(c => Analyze(c, known, names), SymbolKind.Method);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known, Lazy<ILookup<string, IMethodSymbol>> names)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (known.TaskOf(method) is not { } attribute || IsLeftToOverloads(method, attribute, known))
            return;
        var name = TaskNaming.Of(method, attribute);
        var other = names.Value[name].FirstOrDefault(m => !SymbolEqualityComparer.Default.Equals(m, method));
        if (other is null)
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor, method.Locations[0], other.Locations, Read(method), Read(other), name));
    }

    /// <summary>Overloads without names of their own are the matter of TT0002.</summary>
    private static bool IsLeftToOverloads(IMethodSymbol method, AttributeData attribute, KnownTypes known) =>
        TaskNaming.Explicit(attribute) is null
        && known.TasksOf(method.ContainingType).Count(m => m.Name == method.Name) > 1;

    private static ILookup<string, IMethodSymbol> Names(Compilation compilation, KnownTypes known) =>
        Types(compilation.Assembly.GlobalNamespace)
            .SelectMany(known.TasksOf)
            .Select(m => (method: m, attribute: known.TaskOf(m)!))
            .Where(t => !IsLeftToOverloads(t.method, t.attribute, known))
            .ToLookup(static t => TaskNaming.Of(t.method, t.attribute), static t => t.method, StringComparer.Ordinal);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
                yield return type;
            foreach (var nested in Types(member))
                yield return nested;
        }
    }

    private static string Read(IMethodSymbol method) =>
        method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
