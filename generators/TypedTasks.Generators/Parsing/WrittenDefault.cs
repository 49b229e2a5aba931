using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Generators.Parsing;

/// <summary>
/// Reads the commonest default values from where they are written. To bind them, as asking the symbol does, costs a tenth of all that the
/// generator does at an edit.
/// </summary>
internal static class WrittenDefault
{
    /// <summary>The literal as <see cref="DefaultLiteral"/> spells it; null where only the symbol knows.</summary>
    public static string? Of(IParameterSymbol parameter, CancellationToken cancellation)
    {
        if (parameter.DeclaringSyntaxReferences is not [{ } reference]
            || reference.GetSyntax(cancellation) is not ParameterSyntax { Default.Value: LiteralExpressionSyntax literal })
        {
            return null;
        }

        return (parameter.Type.SpecialType, literal.Token.Value) switch
        {
            (SpecialType.System_String, string text) when literal.IsKind(SyntaxKind.StringLiteralExpression) => CSharpText.Literal(text),
            (SpecialType.System_Boolean, bool value) => value ? "true" : "false",
            (SpecialType.System_Int32, int value) => value.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}
