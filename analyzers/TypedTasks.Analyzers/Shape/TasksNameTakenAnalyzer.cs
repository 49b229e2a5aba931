using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0011: the factories stand in a nested class of that name.</summary>
public sealed class TasksNameTakenAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0011";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "The name 'Tasks' belongs to the generated class",
        "{0}, but the factories of '{1}' ({2}) are generated into a static partial class of that name: {3}",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        OnTaskClass(start, known, static (context, type, tasks) =>
        {
            var names = string.Join(", ", tasks.Select(static t => t.Name).Distinct(StringComparer.Ordinal));
            if (type.Name == TaskHolder.Factories)
            {
                Report(context, type.Locations[0], "The class is called 'Tasks'", "a class cannot have a member of its own name; call it something else");
                return;
            }

            foreach (var member in type.GetMembers(TaskHolder.Factories))
            {
                if (member is not INamedTypeSymbol nested)
                    Report(context, member.Locations[0], $"'{type.Name}' has a {Kind(member)} called 'Tasks'", "call it something else");
                else if (nested.Arity > 0)
                    Report(context, member.Locations[0], "The nested type 'Tasks' is generic", "call it something else");
                else if (TaskHolder.Closed(nested, context.CancellationToken) is { } declaration)
                    Report(context, declaration.Identifier.GetLocation(), "The nested type 'Tasks' is not a static partial class", "make it one, or call it something else");
            }

            void Report(SymbolAnalysisContext c, Location place, string fact, string advice) =>
                c.ReportDiagnostic(Diagnostic.Create(Descriptor, place, fact, type.Name, names, advice));
        });

    private static string Kind(ISymbol symbol) => symbol.Kind switch
    {
        SymbolKind.Method => "method",
        SymbolKind.Property => "property",
        SymbolKind.Event => "event",
        _ => "field",
    };
}
