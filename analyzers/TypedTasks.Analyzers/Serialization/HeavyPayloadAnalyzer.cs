using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Contracts;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Serialization;

/// <summary>TT2004: what is stored elsewhere is better named than sent.</summary>
public sealed class HeavyPayloadAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT2004";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A message carries what a store holds",
        "{0} of task '{1}' is {2}: {3}",
        Rule.Serialization,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        OnTask(start, known, static (context, method, _) =>
        {
            foreach (var parameter in method.Parameters.Where(ParameterKinds.IsData))
                Check(parameter.Type, $"Parameter '{parameter.Name}'", parameter.Locations[0], "take");
            if (ContractReader.Result(method) is { } result)
                Check(result, "The result", method.Locations[0], "return");

            void Check(ITypeSymbol type, string what, Location place, string verb)
            {
                if (Describe(Collections.Element(type) ?? type, verb) is { } found)
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, place, what, method.Name, found.Kind, found.Advice));
            }
        });

    private static (string Kind, string Advice)? Describe(ITypeSymbol type, string verb)
    {
        var name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }
            || type is INamedTypeSymbol { Name: "Memory" or "ReadOnlyMemory", TypeArguments: [{ SpecialType: SpecialType.System_Byte }] })
        {
            return ($"bytes ({name})", $"they travel as text, a third larger; {verb} the key of a stored object when they may be many");
        }

        return type is INamedTypeSymbol named && IsEntity(named)
            ? ($"an entity ({name})", $"it may have changed when the step runs, and what hangs on it travels too; {verb} its key and load it in the task")
            : null;
    }

    private static bool IsEntity(INamedTypeSymbol type) =>
        type.GetAttributes().Any(static a => a.AttributeClass?.Name is "TableAttribute" or "PrimaryKeyAttribute" or "KeylessAttribute" or "EntityTypeConfigurationAttribute")
        || type.GetMembers().Any(static m => m is IPropertySymbol && m.GetAttributes().Any(static a => a.AttributeClass?.Name is "KeyAttribute" or "ForeignKeyAttribute"));
}
