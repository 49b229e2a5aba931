using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Analyzers;
using TypedTasks.Analyzers.Composition;

namespace TypedTasks.CodeFixes;

/// <summary>The factories that a place in the source can call.</summary>
internal sealed class FactoryScope(SemanticModel model, KnownTypes known, CancellationToken cancellation)
{
    /// <summary>What stands where the user has to fill in.</summary>
    public const string Todo = "TODO";

    private const int MostConverters = 3;
    private const int LongestTuple = 7;

    private readonly Fit fit = new(known, model.Compilation);

    /// <summary>The call with every argument that the step before does not give; of no step before, with all of them.</summary>
    public ExpressionSyntax? Supply(ExpressionSyntax step, ExpressionSyntax? before)
    {
        if (Factory(step) is not var (call, method))
            return null;
        var side = before is null ? null : Of(before);
        var wanted = Forms(method)
            .Where(f => side is null ? f.Takes is null : f.Takes is not null && fit.IsFit(side, f.Takes))
            .Select(static f => f.Method)
            .OrderBy(static m => m.Parameters.Length)
            .FirstOrDefault(m => method.Parameters.All(p => m.Parameters.Any(q => q.Name == p.Name)));
        return wanted is null ? null : Call(call, method, wanted, step.SpanStart);
    }

    /// <summary>The right-hand call without the arguments that the left-hand side yields.</summary>
    public ExpressionSyntax? LeaveOut(BinaryExpressionSyntax binary)
    {
        if (Factory(binary.Right) is not var (call, method)
            || Of(binary.Left) is not { } side)
        {
            return null;
        }

        var wanted = Forms(method)
            .Where(f => f.Takes is not null && fit.IsFit(side, f.Takes))
            .Select(static f => f.Method)
            .OrderByDescending(static m => m.Parameters.Length)
            .FirstOrDefault();
        return wanted is null ? null : Call(call, method, wanted, binary.SpanStart);
    }

    /// <summary>The type of the input that other members beside this one take, as it is written there.</summary>
    public string? Input(ExpressionSyntax member)
    {
        SyntaxNode? list = member;
        while (list is not (TupleExpressionSyntax or ArgumentListSyntax or null) || list == member)
            list = list!.Parent;
        var others = list is TupleExpressionSyntax tuple ? tuple.Arguments : (list as ArgumentListSyntax)?.Arguments ?? default;
        return others.Select(a => Of(a.Expression)?.Takes).FirstOrDefault(static t => t is not null)?.ToMinimalDisplayString(model, member.SpanStart);
    }

    /// <summary>Whether a tuple fits where the group of those members stands: it has a place for each, and what follows takes a tuple.</summary>
    public bool CanBeTuple(InvocationExpressionSyntax group)
    {
        var members = group.ArgumentList.Arguments;
        if (members.Count is < 2 or > LongestTuple)
            return false;
        if (group.Parent is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } pipe || pipe.Left != group)
            return true;
        var yields = members.Select(m => Of(m.Expression) is { } side ? fit.Yields(side) : null).ToList();
        return Of(pipe.Right) is { Takes: INamedTypeSymbol { IsTupleType: true } takes }
            && takes.TupleElements.Length == yields.Count
            && takes.TupleElements.Zip(yields, (wanted, given) => given is not null && fit.IsFit(given, wanted.Type)).All(static fits => fits);
    }

    /// <summary>Calls, without arguments, of tasks that make what the step takes of what the pipeline yields.</summary>
    public IEnumerable<ExpressionSyntax> Converters(ExpressionSyntax before, ExpressionSyntax step)
    {
        if (Of(before) is not { } from
            || Of(step) is not { Takes: { } takes })
        {
            return [];
        }

        return model.Compilation.GetSymbolsWithName("Tasks", SymbolFilter.Type, cancellation)
            .OfType<INamedTypeSymbol>()
            .Where(static t => t is { IsStatic: true, ContainingType: not null })
            .SelectMany(static t => t.GetMembers().OfType<IMethodSymbol>())
            .Where(m => m is { IsStatic: true, MethodKind: MethodKind.Ordinary }
                && m.Parameters.All(static p => p.HasExplicitDefaultValue || p.IsParams)
                && model.IsAccessible(step.SpanStart, m)
                && Shape(m) is { Takes: { } input, Yields: { } output }
                && fit.IsFit(from, input)
                && fit.IsFit(output, takes))
            .OrderBy(static m => m.ToDisplayString(), StringComparer.Ordinal)
            .Take(MostConverters)
            .Select(m => SyntaxFactory.ParseExpression($"{Name(m, step.SpanStart)}()"));
    }

    private Side? Of(ExpressionSyntax expression) =>
        model.GetOperation(Pipeline.Unwrapped(expression), cancellation) is { } operation ? Side.Of(operation, known) : null;

    private (InvocationExpressionSyntax Call, IMethodSymbol Method)? Factory(ExpressionSyntax step) =>
        Pipeline.Unwrapped(step) is InvocationExpressionSyntax call
        && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { IsStatic: true } method
        && Shape(method) is not null
            ? (call, method)
            : null;

    private IEnumerable<(IMethodSymbol Method, ITypeSymbol? Takes)> Forms(IMethodSymbol method) =>
        method.ContainingType.GetMembers(method.Name)
            .OfType<IMethodSymbol>()
            .Where(m => !SymbolEqualityComparer.Default.Equals(m, method) && Shape(m) is not null)
            .Select(m => (m, Shape(m)!.Takes));

    private Side? Shape(IMethodSymbol method) => Side.OfType(method.ReturnType, method.Name, known);

    private InvocationExpressionSyntax Call(InvocationExpressionSyntax call, IMethodSymbol method, IMethodSymbol wanted, int position)
    {
        var given = Given(call, method);
        var arguments = new List<ArgumentSyntax>();
        var isPositional = true;
        foreach (var parameter in wanted.Parameters)
        {
            if (given.TryGetValue(parameter.Name, out var expression))
            {
                arguments.Add(Argument(parameter, expression, !isPositional));
            }
            else if (parameter.HasExplicitDefaultValue || parameter.IsParams)
            {
                isPositional = false;
            }
            else
            {
                var value = Value(parameter, position);
                arguments.Add(Argument(parameter, value, !isPositional || value.Identifier.ValueText.StartsWith(Todo, StringComparison.Ordinal)));
            }
        }

        // What is spread into a parameter with params comes last.
        arguments.AddRange(call.ArgumentList.Arguments.Skip(method.Parameters.Length).Select(static a => a.WithoutTrivia()));
        return call.WithoutTrivia().WithArgumentList(SyntaxFactory.ArgumentList(Pipeline.Spaced(arguments)));
    }

    private static Dictionary<string, ExpressionSyntax> Given(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        var given = new Dictionary<string, ExpressionSyntax>(StringComparer.Ordinal);
        var arguments = call.ArgumentList.Arguments;
        for (var i = 0; i < Math.Min(arguments.Count, method.Parameters.Length); i++)
            given[arguments[i].NameColon?.Name.Identifier.ValueText ?? method.Parameters[i].Name] = arguments[i].Expression.WithoutTrivia();

        return given;
    }

    private static ArgumentSyntax Argument(IParameterSymbol parameter, ExpressionSyntax value, bool isNamed)
    {
        var argument = SyntaxFactory.Argument(value);
        return isNamed
            ? argument.WithNameColon(SyntaxFactory.NameColon(AtHand.Spell(parameter.Name)).WithTrailingTrivia(SyntaxFactory.Space))
            : argument;
    }

    /// <summary>
    /// The variable that is surely meant: the one of the parameter's name, or the only one of its type where that is no type of the
    /// language, of which everything may be. Else a word that does not compile: nobody but the user knows the value.
    /// </summary>
    private IdentifierNameSyntax Value(IParameterSymbol parameter, int position)
    {
        var fitting = AtHand.Of(model, position, cancellation)
            .Where(s => SymbolEqualityComparer.Default.Equals(AtHand.TypeOf(s), parameter.Type) && !(AtHand.MayBeNull(s, cancellation) && parameter.Type.NullableAnnotation == NullableAnnotation.NotAnnotated))
            .ToList();
        var near = fitting.Where(static s => s is IParameterSymbol or ILocalSymbol).ToList();
        var only = parameter.Type.SpecialType != SpecialType.None ? null : near.Count == 1 ? near[0] : near.Count == 0 && fitting.Count == 1 ? fitting[0] : null;
        var value = Named(near, parameter) ?? Named(fitting, parameter) ?? only;
        return SyntaxFactory.IdentifierName(value is null ? Blank(position) : AtHand.Spell(value.Name));
    }

    private static ISymbol? Named(List<ISymbol> variables, IParameterSymbol parameter) =>
        variables.Find(s => string.Equals(s.Name.TrimStart('_'), parameter.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A name that nothing has there.</summary>
    private string Blank(int position)
    {
        var name = Todo;
        while (!model.LookupSymbols(position, name: name).IsEmpty)
            name += "_";
        return name;
    }

    private string Name(IMethodSymbol method, int position) =>
        model.LookupSymbols(position, name: method.Name).Any(s => SymbolEqualityComparer.Default.Equals(s, method))
            ? AtHand.Spell(method.Name)
            : $"{method.ContainingType.ToMinimalDisplayString(model, position)}.{AtHand.Spell(method.Name)}";
}
