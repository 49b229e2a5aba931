using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>Reads parameters of task methods and of constructors.</summary>
internal static class TaskParameterParser
{
    /// <summary>Reads a parameter of a task method that is no service.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="property">The property of the signature classes, were it data.</param>
    /// <param name="spelling">Spells its type.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static TaskParameter Parse(IParameterSymbol parameter, ParameterKind kind, string property, TypeSpelling spelling, CancellationToken cancellation) =>
        new(
            parameter.Name,
            property,
            // Code without nullable annotations never said that null is wrong.
            parameter.NullableAnnotation == NullableAnnotation.None && parameter.Type.IsReferenceType
                ? spelling.Spell(parameter.Type.WithNullableAnnotation(NullableAnnotation.Annotated))
                : spelling.Spell(parameter.Type),
            kind,
            kind switch
            {
                ParameterKind.Params => "[]",
                ParameterKind.Optional => WrittenDefault.Of(parameter, cancellation) ?? DefaultLiteral.Of(parameter),
                _ => null,
            },
            null);

    /// <summary>Reads a parameter that the container fills.</summary>
    public static TaskParameter ParseService(IParameterSymbol parameter, TypeSpelling spelling)
    {
        var mark = ServiceMark.Of(parameter) is { IsKnown: true } known ? known : null;
        var key = mark is not { IsKeyed: true } ? null
            : mark.Attribute.ConstructorArguments is [{ Kind: not TypedConstantKind.Array } constant] ? DefaultLiteral.Of(constant)
            : "null";
        return new TaskParameter(
            parameter.Name,
            "",
            spelling.Spell(parameter.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)),
            ParameterKinds.OfService(parameter, mark),
            null,
            key);
    }
}
