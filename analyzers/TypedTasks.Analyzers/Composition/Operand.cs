using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Composition;

/// <summary>What stands where a signature is wanted.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As the user wrote it.</param>
/// <param name="Type">Its type, where it has one.</param>
/// <param name="Syntax">Where it stands.</param>
/// <param name="Symbol">The method that it calls or names.</param>
internal sealed record Operand(OperandKind Kind, string Text, ITypeSymbol? Type, ExpressionSyntax Syntax, IMethodSymbol? Symbol = null)
{
    /// <summary>Whether it stands in a tuple.</summary>
    public bool IsMember => Syntax.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax };

    /// <summary>Null for a signature, for a tuple of signatures, and for what is wrong in itself.</summary>
    public static Operand? Of(ExpressionSyntax expression, SemanticModel model, KnownTypes known, CancellationToken cancellation)
    {
        var plain = (ExpressionSyntax)Side.Unwrapped(expression);
        if (plain is TupleExpressionSyntax tuple)
            return tuple.Arguments.Select(a => Of(a.Expression, model, known, cancellation)).FirstOrDefault(static o => o is not null);
        var text = Side.Shorten(plain);
        var type = model.GetTypeInfo(plain, cancellation).Type;
        if (plain is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression })
            return new(OperandKind.Null, text, null, plain);
        if (plain is AnonymousFunctionExpressionSyntax)
            return new(OperandKind.Lambda, text, null, plain);
        if (plain is CollectionExpressionSyntax list)
            return list.Elements.All(e => e is ExpressionElementSyntax one && IsSignature(one.Expression, model, known, cancellation)) ? new(OperandKind.List, text, null, plain) : null;
        if (type is null or { TypeKind: TypeKind.Error })
            return type is null ? Group(plain, text, model, known, cancellation) : null;
        if (type.TypeKind == TypeKind.Dynamic || Mentions(type, static t => t.TypeKind == TypeKind.Error) || Side.OfType(type, "", known) is not null)
            return null;
        // A call that does not compile is explained where it stands.
        if (plain is InvocationExpressionSyntax && model.GetSymbolInfo(plain, cancellation).Symbol is null)
            return null;
        if (Called(plain, model, cancellation) is { } task && SymbolNames.Task(task) is not null)
            return new(OperandKind.Direct, text, type, plain, task);
        var kind = type switch
        {
            INamedTypeSymbol { Name: "ISignature" or "Signature", Arity: 0, ContainingNamespace.Name: "TypedTasks" } => OperandKind.Untyped,
            INamedTypeSymbol { Name: "TaskHandle", ContainingNamespace.Name: "TypedTasks" } => OperandKind.Handle,
            INamedTypeSymbol { Name: "Task" or "ValueTask", ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } } => OperandKind.Running,
            INamedTypeSymbol { IsTupleType: true } pair when pair.TupleElements.All(e => Side.OfType(e.Type, "", known) is not null) => OperandKind.Tuple,
            _ when Collections.Element(type) is { } element && Side.OfType(element, "", known) is not null => OperandKind.List,
            _ => OperandKind.Value,
        };
        return new(kind, text, type, plain);
    }

    private static bool IsSignature(ExpressionSyntax expression, SemanticModel model, KnownTypes known, CancellationToken cancellation) =>
        model.GetOperation(Side.Unwrapped(expression), cancellation) is { } operation && Side.Of(operation, known) is not null;

    /// <summary>A method that is named and not called.</summary>
    private static Operand? Group(ExpressionSyntax expression, string text, SemanticModel model, KnownTypes known, CancellationToken cancellation)
    {
        if (model.GetMemberGroup(expression, cancellation).OfType<IMethodSymbol>().FirstOrDefault() is not { } method)
            return null;
        var kind = Factories.Is(method, known) ? OperandKind.Factory : SymbolNames.Task(method) is not null ? OperandKind.TaskMethod : OperandKind.Method;
        return new(kind, text, null, expression, method);
    }

    /// <summary>The method that is called there, awaited or not.</summary>
    private static IMethodSymbol? Called(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) => expression switch
    {
        AwaitExpressionSyntax awaiting => Called((ExpressionSyntax)Side.Unwrapped(awaiting.Expression), model, cancellation),
        InvocationExpressionSyntax call => model.GetSymbolInfo(call, cancellation).Symbol as IMethodSymbol,
        _ => null,
    };

    private static bool Mentions(ITypeSymbol type, Func<ITypeSymbol, bool> is_) => is_(type) || type switch
    {
        IArrayTypeSymbol array => Mentions(array.ElementType, is_),
        INamedTypeSymbol named => named.TypeArguments.Any(t => Mentions(t, is_)),
        _ => false,
    };
}
