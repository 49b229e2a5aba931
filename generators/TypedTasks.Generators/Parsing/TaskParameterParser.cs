using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;

namespace TypedTasks.Generators.Parsing;

/// <summary>Reads parameters of task methods and of constructors.</summary>
internal static class TaskParameterParser
{
    private const string Injection = "Microsoft.Extensions.DependencyInjection";

    /// <summary>Reads a parameter of a task method; null when its type cannot be an argument.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="property">The property of the signature classes, were it data.</param>
    /// <param name="spelling">Spells its type.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static TaskParameter? Parse(IParameterSymbol parameter, string property, TypeSpelling spelling, CancellationToken cancellation)
    {
        var type = parameter.Type;
        if (parameter.RefKind != RefKind.None || type.IsRefLikeType || !TypeRules.IsComplete(type))
            return null;
        if (SymbolNames.Is(type, "System.Threading", "CancellationToken"))
            return Of(parameter, property, spelling, ParameterKind.CancellationToken, null);
        if (SymbolNames.Is(type, "TypedTasks", "TaskContext"))
            return Of(parameter, property, spelling, ParameterKind.Context, null);
        if (IsInjected(parameter))
            return ParseService(parameter, spelling);
        if (type.TypeKind is TypeKind.Delegate)
            return null;
        if (parameter.IsParams)
            return Of(parameter, property, spelling, ParameterKind.Params, "[]");
        if (WrittenDefault.Of(parameter, cancellation) is { } written)
            return Of(parameter, property, spelling, ParameterKind.Optional, written);
        return parameter.HasExplicitDefaultValue
            ? Of(parameter, property, spelling, ParameterKind.Optional, DefaultLiteral.Of(parameter))
            : Of(parameter, property, spelling, ParameterKind.Required, null);
    }

    /// <summary>Reads a parameter that the container fills.</summary>
    public static TaskParameter ParseService(IParameterSymbol parameter, TypeSpelling spelling)
    {
        var keyed = SymbolNames.Attribute(parameter, Injection, "FromKeyedServicesAttribute");
        var key = keyed is null ? null
            : keyed.ConstructorArguments is [{ Kind: not TypedConstantKind.Array } constant] ? DefaultLiteral.Of(constant)
            : "null";
        var isOptional = key is null
            && (parameter.HasExplicitDefaultValue || parameter.NullableAnnotation == NullableAnnotation.Annotated)
            && parameter.Type.IsReferenceType;
        return new TaskParameter(
            parameter.Name,
            "",
            spelling.Spell(parameter.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)),
            spelling.Key(parameter.Type),
            isOptional ? ParameterKind.OptionalService : ParameterKind.Service,
            null,
            key);
    }

    private static bool IsInjected(IParameterSymbol parameter) =>
        SymbolNames.Attribute(parameter, "TypedTasks", "FromServicesAttribute") is not null
        || SymbolNames.Attribute(parameter, Injection, "FromKeyedServicesAttribute") is not null;

    private static TaskParameter Of(
        IParameterSymbol parameter, string property, TypeSpelling spelling, ParameterKind kind, string? @default) =>
        new(
            parameter.Name,
            property,
            // Code without nullable annotations never said that null is wrong.
            parameter.NullableAnnotation == NullableAnnotation.None && parameter.Type.IsReferenceType
                ? spelling.Spell(parameter.Type.WithNullableAnnotation(NullableAnnotation.Annotated))
                : spelling.Spell(parameter.Type),
            spelling.Key(parameter.Type),
            kind,
            @default,
            null);
}
