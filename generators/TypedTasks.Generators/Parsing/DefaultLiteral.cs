using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>Spells constants as C#, the same under every culture.</summary>
internal static class DefaultLiteral
{
    public static string Of(IParameterSymbol parameter)
    {
        // An attribute may make it optional and say no value.
        var value = parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : null;
        if (value is not null)
            return Of(parameter.Type, value);
        if (parameter.Type.IsValueType)
            return parameter.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? "null" : "default";
        return parameter.NullableAnnotation == NullableAnnotation.NotAnnotated ? "null!" : "null";
    }

    public static string Of(TypedConstant constant) =>
        constant switch
        {
            { IsNull: true } => "null",
            { Value: ITypeSymbol type } => $"typeof({SymbolNames.Key(type)})",
            { Type: { } type, Value: { } value } => Of(type, value),
            _ => "null",
        };

    public static string Of(ITypeSymbol type, object value)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Of(nullable.TypeArguments[0], value);
        return type.TypeKind == TypeKind.Enum ? Member((INamedTypeSymbol)type, value) : Primitive(value);
    }

    private static string Member(INamedTypeSymbol type, object value)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field
                && Equals(field.ConstantValue, value)
                && SymbolNames.Attribute(field, "System", "ObsoleteAttribute") is null)
            {
                return $"{SymbolNames.Key(type)}.{CSharpText.Identifier(field.Name)}";
            }
        }

        return $"({SymbolNames.Key(type)})({Primitive(value)})";
    }

    private static string Primitive(object value) => value switch
    {
        string s => CSharpText.Literal(s),
        char c => SymbolDisplay.FormatLiteral(c, quote: true),
        bool b => b ? "true" : "false",
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        float f => f.ToString("R", CultureInfo.InvariantCulture) + "f",
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        double d => d.ToString("R", CultureInfo.InvariantCulture) + "d",
        decimal m => m.ToString(CultureInfo.InvariantCulture) + "m",
        uint u => u.ToString(CultureInfo.InvariantCulture) + "u",
        long l => l.ToString(CultureInfo.InvariantCulture) + "L",
        ulong u => u.ToString(CultureInfo.InvariantCulture) + "UL",
        DateTime t => $"new global::System.DateTime({t.Ticks.ToString(CultureInfo.InvariantCulture)}L)",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => "default",
    };
}
