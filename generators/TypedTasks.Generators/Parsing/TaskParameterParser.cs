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
    /// <param name="property">The property of the signature class, were it data.</param>
    /// <param name="spelling">Spells its type.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static TaskParameter Parse(IParameterSymbol parameter, ParameterKind kind, string property, TypeSpelling spelling, CancellationToken cancellation)
    {
        // Code without nullable annotations never said that null is wrong.
        var type = parameter.NullableAnnotation == NullableAnnotation.None && parameter.Type.IsReferenceType
            ? spelling.Spell(parameter.Type.WithNullableAnnotation(NullableAnnotation.Annotated))
            : spelling.Spell(parameter.Type);
        if (kind != ParameterKind.Optional)
            return new(parameter.Name, property, type, kind, kind == ParameterKind.Params ? "[]" : null, "", null, true, null);
        var text = WrittenDefault.Of(parameter, cancellation) ?? DefaultLiteral.Of(parameter);
        var (attributes, names) = CallerAttributes.Of(parameter);
        return parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: DateTime time }
            ? new(parameter.Name, property, type, kind, text, attributes + CallerAttributes.OfDefault(time), names, false, null)
            : new(parameter.Name, property, type, kind, text, attributes, names, true, null);
    }

    /// <summary>Reads a parameter that the container fills.</summary>
    public static TaskParameter ParseService(IParameterSymbol parameter, TypeSpelling spelling)
    {
        var mark = ServiceMark.Of(parameter) is { IsKnown: true } known ? known : null;
        var key = mark is not { IsKeyed: true } ? null
            : mark.Attribute.ConstructorArguments is [{ Kind: not TypedConstantKind.Array } constant] ? DefaultLiteral.Of(constant)
            : "null";
        return Service(parameter.Name, parameter.Type, ParameterKinds.OfService(parameter, mark), key, spelling);
    }

    /// <summary>Reads a required member that the container fills.</summary>
    public static TaskParameter ParseService(string name, ITypeSymbol type, TypeSpelling spelling) =>
        Service(name, type, type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } ? ParameterKind.OptionalService : ParameterKind.Service, null, spelling);

    private static TaskParameter Service(string name, ITypeSymbol type, ParameterKind kind, string? key, TypeSpelling spelling) =>
        new(name, "", spelling.Spell(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)), kind, null, "", null, true, key);
}
