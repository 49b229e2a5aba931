using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Contracts;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Serialization;

/// <summary>TT2003: JSON is a tree.</summary>
public sealed class CyclicTypeAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT2003";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A type that travels refers back to what holds it",
        "{0} holds objects that refer to each other ({1}), and writing a cycle fails: mark the way back with [JsonIgnore], or take a type without it",
        Rule.Serialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        OnTask(start, known, static (context, method, _) =>
        {
            foreach (var parameter in method.Parameters.Where(ParameterKinds.IsData))
                Check(context, parameter.Type, $"Parameter '{parameter.Name}' of task '{method.Name}'", parameter.Locations[0]);
            if (ContractReader.Result(method) is { } result)
                Check(context, result, $"The result of task '{method.Name}'", method.Locations[0]);
        });
        OnEvent(start, static (context, property, value) => Check(context, value, ValueOf(property), property.Locations[0]));
    }

    private static void Check(SymbolAnalysisContext context, ITypeSymbol type, string what, Location place)
    {
        foreach (var holder in ContractReader.Travelling([type]))
        {
            if (WayBack(holder) is { } way)
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, place, what, way));
                return;
            }
        }
    }

    /// <summary>
    /// A child with its parent: a property whose type has a property that leads back. A type that holds only others of its
    /// own kind, a list or a tree, is none.
    /// </summary>
    private static string? WayBack(INamedTypeSymbol holder)
    {
        foreach (var property in TypeParts.Properties(holder))
        {
            var held = Collections.Element(property.Type) ?? property.Type;
            if (held is not INamedTypeSymbol { IsValueType: false } other || TypeParts.IsKnown(other))
                continue;
            foreach (var back in TypeParts.Properties(other))
            {
                var isSame = SymbolEqualityComparer.Default.Equals(property, back);
                if (!isSame && SymbolEqualityComparer.Default.Equals(Collections.Element(back.Type) ?? back.Type, holder))
                    return $"{holder.Name}.{property.Name} and {other.Name}.{back.Name}";
            }
        }

        return null;
    }
}
