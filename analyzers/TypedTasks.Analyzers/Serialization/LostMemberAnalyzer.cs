using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Contracts;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Serialization;

/// <summary>TT2006: a member that is not written, or not read, is gone without a word.</summary>
public sealed class LostMemberAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT2006";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A member of a type that travels does not arrive",
        "{0} holds {1}, whose {2} '{3}' {4}",
        Rule.Serialization,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        // Tasks share their types, and to look through one costs more than to look it up.
        var found = new ConcurrentDictionary<ITypeSymbol, (INamedTypeSymbol Type, LostMember Member)?>(SymbolEqualityComparer.IncludeNullability);
        OnTask(start, known, (context, method, _) =>
        {
            foreach (var parameter in method.Parameters.Where(ParameterKinds.IsData))
                Check(context, found.GetOrAdd(parameter.Type, Find), $"Parameter '{parameter.Name}' of task '{method.Name}'", parameter.Locations[0]);
            if (ContractReader.Result(method) is { } result)
                Check(context, found.GetOrAdd(result, Find), $"The result of task '{method.Name}'", method.Locations[0]);
        });
        OnEvent(start, (context, property, value) => Check(context, found.GetOrAdd(value, Find), ValueOf(property), property.Locations[0]));
    }

    private static (INamedTypeSymbol Type, LostMember Member)? Find(ITypeSymbol type)
    {
        foreach (var part in ContractReader.Travelling([type]))
        {
            if (part.TypeKind is TypeKind.Class or TypeKind.Struct && LostMember.Of(part) is { } lost)
                return (part, lost);
        }

        return null;
    }

    private static void Check(SymbolAnalysisContext context, (INamedTypeSymbol Type, LostMember Member)? found, string what, Location place)
    {
        if (found is { Type: var type, Member: var lost })
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor, place, what, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), lost.Kind, lost.Name, lost.Text));
        }
    }
}
