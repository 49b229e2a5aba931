using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Contracts;
using TypedTasks.Analyzers.Shape;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Serialization;

/// <summary>TT2002: what is read must be a type that can be made.</summary>
public sealed class PolymorphicTypeAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT2002";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A type that travels cannot be read back",
        "{0} of task '{1}' holds {2}{3}, and the reader cannot know which class to make of it: {4}",
        Rule.Serialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        OnTask(start, known, static (context, method, _) =>
        {
            foreach (var parameter in method.Parameters.Where(ParameterKinds.IsData))
            {
                if (Undeliverable.Explain(parameter) is null)
                    Check(context, method, parameter.Type, $"Parameter '{parameter.Name}'", parameter.Locations[0]);
            }

            if (ContractReader.Result(method) is { } result && Undeliverable.ExplainType(result, isResult: true) is null)
                Check(context, method, result, "The result", method.Locations[0]);
        });

    private static void Check(SymbolAnalysisContext context, IMethodSymbol method, ITypeSymbol type, string what, Location place)
    {
        foreach (var part in TypeParts.Of(type))
        {
            if (Problem(part.Type) is not { } advice)
                continue;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor, place, what, method.Name, part.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                part.Path.Length == 0 ? "" : $" (in {part.Path})", advice));
            return;
        }
    }

    private static string? Problem(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Object || type.TypeKind == TypeKind.Dynamic)
            return "take a type that says what it is, or a JsonElement";
        if (type is not INamedTypeSymbol { IsAbstract: true } named || TypeParts.IsKnown(named) || named.SpecialType != SpecialType.None)
            return null;
        var isSaid = named.GetAttributes().Any(static a => a.AttributeClass?.Name is "JsonDerivedTypeAttribute" or "JsonPolymorphicAttribute" or "JsonConverterAttribute");
        return isSaid ? null : $"it is {(named.TypeKind == TypeKind.Interface ? "an interface" : "abstract")}; name its classes with [JsonDerivedType(typeof(…), \"…\")], or take a class";
    }
}
