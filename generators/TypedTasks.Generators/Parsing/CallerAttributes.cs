using System.Globalization;
using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>Reads attributes by which the compiler fills an argument that the caller left out.</summary>
internal static class CallerAttributes
{
    private const string Services = "System.Runtime.CompilerServices";

    /// <summary>What a factory repeats, so that whoever calls it is the caller; and the parameter that it names, if any.</summary>
    public static (string Text, string? Names) Of(IParameterSymbol parameter)
    {
        var (text, names) = ("", (string?)null);
        foreach (var attribute in parameter.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type || !SymbolNames.Is(type, Services, type.Name))
                continue;
            switch (type.Name)
            {
                case "CallerMemberNameAttribute" or "CallerFilePathAttribute" or "CallerLineNumberAttribute":
                    text += $"[global::{Services}.{type.Name.Substring(0, type.Name.Length - "Attribute".Length)}] ";
                    break;
                case "CallerArgumentExpressionAttribute" when attribute.ConstructorArguments is [{ Value: string name }]:
                    text += $"[global::{Services}.CallerArgumentExpression({CSharpText.Literal(name)})] ";
                    names = name;
                    break;
            }
        }

        return (text, names);
    }

    /// <summary>A default that C# has no literal for.</summary>
    public static string OfDefault(DateTime value) =>
        $"[global::System.Runtime.InteropServices.Optional, global::{Services}.DateTimeConstant({value.Ticks.ToString(CultureInfo.InvariantCulture)}L)] ";
}
