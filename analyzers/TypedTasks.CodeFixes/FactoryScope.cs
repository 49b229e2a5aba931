using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Analyzers;
using TypedTasks.Analyzers.Composition;

namespace TypedTasks.CodeFixes;

/// <summary>The factories that a place in the source can call.</summary>
internal sealed class FactoryScope(SemanticModel model, KnownTypes known, CancellationToken cancellation)
{
    private const int MostConverters = 3;

    private readonly Fit fit = new(known, model.Compilation);

    /// <summary>The call with every argument that the step before does not give; of no step before, with all of them.</summary>
    public ExpressionSyntax? Supply(ExpressionSyntax step, ExpressionSyntax? before)
    {
        if (Factory(step) is not var (call, method))
            return null;
        var yields = before is null || model.GetOperation(Pipeline.Unwrapped(before), cancellation) is not { } operation || Side.Of(operation, known) is not { } side ? null : fit.Yields(side);
        var wanted = Forms(method)
            .Where(f => yields is null ? f.Takes is null : f.Takes is not null && fit.IsFit(yields, f.Takes))
            .Select(static f => f.Method)
            .OrderBy(static m => m.Parameters.Length)
            .FirstOrDefault(m => method.Parameters.All(p => m.Parameters.Any(q => q.Name == p.Name)));
        return wanted is null ? null : Call(call, method, wanted, step.SpanStart);
    }

    /// <summary>The right-hand call without the arguments that the left-hand side yields.</summary>
    public ExpressionSyntax? LeaveOut(BinaryExpressionSyntax binary)
    {
        if (Factory(binary.Right) is not var (call, method)
            || model.GetOperation(Pipeline.Unwrapped(binary.Left), cancellation) is not { } operation
            || Side.Of(operation, known) is not { } side
            || fit.Yields(side) is not { } yields)
        {
            return null;
        }

        var wanted = Forms(method)
            .Where(f => f.Takes is not null && fit.IsFit(yields, f.Takes))
            .Select(static f => f.Method)
            .OrderByDescending(static m => m.Parameters.Length)
            .FirstOrDefault();
        return wanted is null ? null : Call(call, method, wanted, binary.SpanStart);
    }

    /// <summary>Calls, without arguments, of tasks that make what the step takes of what the pipeline yields.</summary>
    public IEnumerable<ExpressionSyntax> Converters(ExpressionSyntax before, ExpressionSyntax step)
    {
        if (model.GetOperation(Pipeline.Unwrapped(before), cancellation) is not { } left
            || Side.Of(left, known) is not { } from
            || fit.Yields(from) is not { } yields
            || model.GetOperation(Pipeline.Unwrapped(step), cancellation) is not { } right
            || Side.Of(right, known) is not { Takes: { } takes })
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
                && fit.IsFit(yields, input)
                && fit.IsFit(output, takes))
            .OrderBy(static m => m.ToDisplayString(), StringComparer.Ordinal)
            .Take(MostConverters)
            .Select(m => SyntaxFactory.ParseExpression($"{Name(m, step.SpanStart)}()"));
    }

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
                arguments.Add(Argument(parameter, value, !isPositional || value is not IdentifierNameSyntax));
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
            ? argument.WithNameColon(SyntaxFactory.NameColon(parameter.Name).WithTrailingTrivia(SyntaxFactory.Space))
            : argument;
    }

    /// <summary>What is at hand and of that type, preferably of that name; else its default.</summary>
    private ExpressionSyntax Value(IParameterSymbol parameter, int position)
    {
        var near = model.LookupSymbols(position)
            .Where(s => s is IParameterSymbol or ILocalSymbol or IFieldSymbol or IPropertySymbol
                && !(s is ILocalSymbol local && local.Locations[0].SourceSpan.Start > position)
                && SymbolEqualityComparer.Default.Equals(TypeOf(s), parameter.Type))
            .OrderBy(s => s.Name == parameter.Name ? 0 : 1)
            .ThenBy(static s => s is IParameterSymbol or ILocalSymbol ? 0 : 1)
            .ThenBy(static s => s.Name, StringComparer.Ordinal)
            .FirstOrDefault(s => !IsBeingDeclared(s, position));
        if (near is not null)
            return SyntaxFactory.IdentifierName(near.Name);
        var isNull = parameter.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated };
        return SyntaxFactory.ParseExpression(isNull ? "default!" : "default");
    }

    private bool IsBeingDeclared(ISymbol symbol, int position) =>
        symbol is ILocalSymbol && symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellation).Span.Contains(position);

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IParameterSymbol parameter => parameter.Type,
        ILocalSymbol local => local.Type,
        IFieldSymbol field => field.Type,
        _ => ((IPropertySymbol)symbol).Type,
    };

    private string Name(IMethodSymbol method, int position) =>
        model.LookupSymbols(position, name: method.Name).Any(s => SymbolEqualityComparer.Default.Equals(s, method))
            ? method.Name
            : $"{method.ContainingType.ToMinimalDisplayString(model, position)}.{method.Name}";
}
