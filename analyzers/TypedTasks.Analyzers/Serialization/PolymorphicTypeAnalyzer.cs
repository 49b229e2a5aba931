using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Contracts;
using TypedTasks.Analyzers.Shape;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Serialization;

/// <summary>TT2002: what is read must be a type that can be made, and made whole.</summary>
public sealed class PolymorphicTypeAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT2002";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A type that travels cannot be read back",
        "{0} holds {1}{2}, {3}",
        Rule.Serialization,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        // Tasks share their types, and to look through one costs more than to look it up.
        var found = new ConcurrentDictionary<ITypeSymbol, Finding?>(SymbolEqualityComparer.IncludeNullability);
        OnTask(start, known, (context, method, _) =>
        {
            foreach (var parameter in method.Parameters.Where(ParameterKinds.IsData))
            {
                if (Undeliverable.Explain(parameter) is null && Undeliverable.ExplainType(parameter.Type) is null)
                    Check(context, found.GetOrAdd(parameter.Type, Find), $"Parameter '{parameter.Name}' of task '{method.Name}'", parameter.Locations[0]);
            }

            if (ContractReader.Result(method) is { } result && Undeliverable.ExplainType(result, isResult: true) is null && result.Name != "IAsyncEnumerable")
                Check(context, found.GetOrAdd(result, Find), $"The result of task '{method.Name}'", method.Locations[0]);
        });
        OnEvent(start, (context, property, value) =>
        {
            if (Undeliverable.ExplainType(value) is null)
                Check(context, found.GetOrAdd(value, Find), ValueOf(property), property.Locations[0]);
        });
    }

    private static Finding? Find(ITypeSymbol type)
    {
        foreach (var part in TypeParts.Of(type))
        {
            if (Unreadable.Explain(part.Type) is { } reason)
                return new(part.Type, part.Path, reason);
        }

        return null;
    }

    private static void Check(SymbolAnalysisContext context, Finding? found, string what, Location place)
    {
        if (found is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor, place, what, found.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                found.Path.Length == 0 ? "" : $" (in {found.Path})", found.Reason));
        }
    }

    private sealed record Finding(ITypeSymbol Type, string Path, string Reason);
}
