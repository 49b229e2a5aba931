using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Composition;

/// <summary>A signature where one of other types is declared.</summary>
internal static class ConversionMismatch
{
    /// <summary>A value that is stored or returned as what it is not.</summary>
    public static (SyntaxNode Place, string Text)? Explain(IOperation? value, KnownTypes known, Fit fit)
    {
        if (value is not IConversionOperation { Type: { } wanted, Operand: { Type: { } given } operand } conversion
            || !(conversion.Conversion is { Exists: false } || (conversion.IsImplicit && conversion.Conversion is { IsImplicit: false }))
            || Side.OfType(given, "", known) is not { } from
            || Side.OfType(wanted, "", known) is not { } to
            || Side.Of(operand, known) is not { } side)
        {
            return null;
        }

        var target = Target(value);
        var declare = value.Parent is ISimpleAssignmentOperation ? "keep it in a variable of its own" : $"declare {Declared(from)}";
        if ((from.Takes, to.Takes) is ({ } misses, null))
            return (operand.Syntax, $"'{side.Text}' still misses {Fit.Read(misses)}, but {target} a complete signature: give it the argument, or {declare}");
        if ((from.Takes, to.Takes) is (null, not null))
            return (operand.Syntax, $"'{side.Text}' misses nothing, but {target} a partial signature: {declare}");
        if (from.Yields is { } yields && to.Yields is { } other && !fit.IsFit(yields, other))
        {
            var (one, another) = Fit.Read(yields, other);
            return (operand.Syntax, $"'{side.Text}' yields {one}, but {target} a signature that yields {another}: put a step behind it that makes one, or {declare}");
        }

        return from.Takes is { } taken && to.Takes is { } wants && !fit.IsFit(wants, taken)
            ? (operand.Syntax, $"'{side.Text}' takes {Fit.Read(taken)}, but {target} a signature that takes {Fit.Read(wants)}: {declare}")
            : null;
    }

    /// <summary>What an operator makes, where a variable of another type is to keep it.</summary>
    public static string? Explain(ITypeSymbol made, Side variable, Side step, KnownTypes known, Fit fit)
    {
        if (Side.OfType(made, "", known) is not { Yields: { } yields } whole || variable.Yields is not { } kept)
            return null;
        if (whole.Takes is null != variable.Takes is null || fit.IsFit(yields, kept))
            return null;
        var (one, other) = Fit.Read(yields, kept);
        return $"'{step.Text}' yields {one}, but '{variable.Text}' is a signature that yields {other}: keep the whole in a variable of its own";
    }

    /// <summary>A choice between two signatures of which neither is the other's type.</summary>
    public static (SyntaxNode Place, string Text)? Explain(IConditionalOperation choice, KnownTypes known, Fit fit)
    {
        if (choice.Type is { TypeKind: not TypeKind.Error }
            || choice.WhenFalse is null
            || Side.Of(choice.WhenTrue, known) is not { IsTuple: false, Yields: { } one, Takes: var taken } first
            || Side.Of(choice.WhenFalse, known) is not { IsTuple: false, Yields: { } other, Takes: var taking } second)
        {
            return null;
        }

        var fact = $"'{first.Text}' yields {Fit.Read(one)} and '{second.Text}' yields {Fit.Read(other)}";
        if (taken is null != taking is null)
            return (choice.Syntax, $"'{first.Text}' {Misses(taken)} and '{second.Text}' {Misses(taking)}, and a flow is one or the other: give both their arguments, or neither");
        var common = fit.IsFit(one, other) ? other : fit.IsFit(other, one) ? one : null;
        return common is null
            ? (choice.Syntax, $"{fact}: a choice has one type, so let both yield the same")
            : (choice.Syntax, $"{fact}: say the type of the whole, {Declared(first with { Yields = common })} flow = …");
    }

    private static string Misses(ITypeSymbol? taken) => taken is null ? "misses nothing" : $"misses {Fit.Read(taken)}";

    private static string Declared(Side side) => side.Takes is { } takes ? $"ISignature<{Fit.Read(takes)}, {Fit.Read(side.Yields)}>" : $"ISignature<{Fit.Read(side.Yields)}>";

    private static string Target(IOperation value) => value.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.Name: var name } } => $"'{name}' is",
        ISimpleAssignmentOperation { Target.Syntax: var target } => $"'{Side.Shorten(target)}' is",
        IReturnOperation => "what is returned is",
        _ => "what is wanted is",
    };
}
