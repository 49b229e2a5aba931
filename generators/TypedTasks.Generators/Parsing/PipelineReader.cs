using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Plans.Diagrams;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>Reads how a member composes its signature, as far as its source says; the rest is drawn as it is written.</summary>
internal sealed class PipelineReader(Compilation compilation, CancellationToken cancellation)
{
    private const int MaxDepth = 32;

    private readonly FactoryLookup factories = new(compilation, cancellation);
    private readonly HashSet<SyntaxNode> open = [];

    /// <summary>The diagram of what a method or a property returns.</summary>
    public Diagram Read(ISymbol member) => Body(member) is { } body ? Read(body) : Diagram.Opaque(member.Name);

    private Diagram Read(ExpressionSyntax expression)
    {
        cancellation.ThrowIfCancellationRequested();
        // A pipeline that contains itself, by a local of the same name or a member that calls itself, has no end.
        if (open.Count > MaxDepth || !open.Add(expression))
            return Diagram.Opaque(OpaqueText.Of(expression));
        var diagram = expression switch
        {
            ParenthesizedExpressionSyntax inner => Read(inner.Expression),
            CastExpressionSyntax cast => Read(cast.Expression),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => Read(sure.Operand),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } pipe => Sequence(Read(pipe.Left), Read(pipe.Right)),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.RightShiftExpression } then => Sequence(Read(then.Left), Ignoring(Read(then.Right))),
            TupleExpressionSyntax tuple => Parallel(tuple.Arguments.Select(a => Read(a.Expression))),
            InvocationExpressionSyntax call => Call(call),
            IdentifierNameSyntax or MemberAccessExpressionSyntax => Named(expression),
            _ => null,
        };
        open.Remove(expression);
        return diagram ?? Diagram.Opaque(OpaqueText.Of(expression));
    }

    private Diagram? Call(InvocationExpressionSyntax call)
    {
        if (factories.TaskOf(call.Expression, call.ArgumentList.Arguments.Count) is { } task)
            return Diagram.Step(task);
        if (call.Expression is not MemberAccessExpressionSyntax access)
            return Named(call.Expression);
        var arguments = call.ArgumentList.Arguments;
        var first = arguments.Count > 0 ? arguments[0].Expression : null;
        return (Static(access), access.Name.Identifier.ValueText) switch
        {
            ("Group", "Of") => Members(arguments),
            ("Group", "FirstOf") => Diagram.Frame(Diagram.Words.FirstOf, Members(arguments)),
            ("Chain", "Of") => Chain(arguments),
            ("Signature", "Pass" or "Value") => Diagram.Pass,
            ("Wait", "For") when first is not null => Diagram.Wait(EventOf(first)),
            (not null, _) => Named(access),
            (_, "Then") when first is not null => Sequence(Read(access.Expression), Read(first)),
            (_, "ThenIgnoringResult") when first is not null => Sequence(Read(access.Expression), Ignoring(Read(first))),
            (_, "Each") => Diagram.Frame(Diagram.Words.Each, Read(access.Expression)),
            (_, "Settled") => Diagram.Of(DiagramKind.Settled, [Read(access.Expression)]),
            (_, "Recover") when first is not null => new(DiagramKind.Handler, Diagram.Words.OnFailure, [Read(access.Expression), Read(first)]),
            (_, "OnError") when first is not null => Diagram.Branch(Diagram.Words.OnError, Read(access.Expression), Read(first)),
            (_, "OnSuccess") when first is not null => Diagram.Branch(Diagram.Words.OnSuccess, Read(access.Expression), Read(first)),
            (_, "CompensateWith") when first is not null => Diagram.Branch(Diagram.Words.Undo, Read(access.Expression), Read(first)),
            (_, "WithTimeout") => Bounded(Diagram.Words.TimeOut, Read(access.Expression)),
            (_, "ExpiresAfter") => Bounded(Diagram.Words.Expiry, Read(access.Expression)),
            (_, "Join" or "WithRetry" or "WithConcurrencyLimit" or "OnQueue" or "WithDelay" or "At" or "WithPriority" or "WithId" or "WithHeader" or "Named" or "Unique" or "InTurn" or "Expect" or "Within" or "OrElse" or "WithKey" or "Carrying") => Read(access.Expression),
            _ => Named(access),
        };
    }

    /// <summary>The class of the runtime that is called, where it is one that composes.</summary>
    private static string? Static(MemberAccessExpressionSyntax access) => access.Expression switch
    {
        IdentifierNameSyntax { Identifier.ValueText: ("Group" or "Chain" or "Signature" or "Wait") and var name } => name,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: ("Group" or "Chain" or "Signature" or "Wait") and var name, Expression: IdentifierNameSyntax { Identifier.ValueText: "TypedTasks" } } => name,
        _ => null,
    };

    /// <summary>The name of an event, as its declaration says it.</summary>
    private string EventOf(ExpressionSyntax expression)
    {
        var symbol = compilation.GetSemanticModel(expression.SyntaxTree).GetSymbolInfo(expression, cancellation).Symbol;
        return symbol?.GetAttributes().FirstOrDefault(static a => a.AttributeClass?.Name == "TaskEventAttribute")?.ConstructorArguments is [{ Value: string name }, ..] ? name : OpaqueText.Of(expression);
    }

    private Diagram Members(SeparatedSyntaxList<ArgumentSyntax> arguments) =>
        arguments.Count == 1 ? List(arguments[0].Expression) : Parallel(arguments.Select(a => Read(a.Expression)));

    /// <summary>The steps in order; those of a list that is made when the program runs are drawn once.</summary>
    private Diagram Chain(SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        if (arguments.Count != 1)
            return Diagram.Of(DiagramKind.Sequence, [.. arguments.Select(a => Read(a.Expression))]);
        var steps = List(arguments[0].Expression);
        return steps.Kind == DiagramKind.Parallel ? Diagram.Of(DiagramKind.Sequence, steps.Parts) : steps;
    }

    /// <summary>One member, or a list of them; one that is made when the program runs is drawn once.</summary>
    private Diagram List(ExpressionSyntax expression) => expression switch
    {
        CollectionExpressionSyntax list => Parallel(list.Elements.Select(e => e is ExpressionElementSyntax one ? Read(one.Expression) : Diagram.Opaque(OpaqueText.Of(e)))),
        ArrayCreationExpressionSyntax { Initializer: { } values } => Parallel(values.Expressions.Select(Read)),
        ImplicitArrayCreationExpressionSyntax { Initializer: { } values } => Parallel(values.Expressions.Select(Read)),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Select" } select, ArgumentList.Arguments: [{ Expression: { } body }] } =>
            Diagram.Frame($"for each of {OpaqueText.Of(select.Expression)}", Projected(body)),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToArray" or "ToList" } copied, ArgumentList.Arguments.Count: 0 } => List(copied.Expression),
        _ => Read(expression),
    };

    private Diagram Projected(ExpressionSyntax body) => body switch
    {
        LambdaExpressionSyntax { ExpressionBody: { } expression } => Read(expression),
        LambdaExpressionSyntax { Block: { } block } when Returned(block) is { } expression => Read(expression),
        _ when factories.TaskOf(body, null) is { } task => Diagram.Step(task),
        _ => Diagram.Opaque(OpaqueText.Of(body)),
    };

    /// <summary>What a local, a field, a property or a method of the project stands for, where that is one expression.</summary>
    private Diagram? Named(ExpressionSyntax name)
    {
        if (name is IdentifierNameSyntax local && Local(local) is { } value)
            return Read(value);
        var info = compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name, cancellation);
        var symbol = info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : null);
        return symbol switch
        {
            IMethodSymbol { IsVirtual: false, IsOverride: false, IsAbstract: false } or IPropertySymbol { IsVirtual: false, IsOverride: false, IsAbstract: false, SetMethod: null } or IFieldSymbol { IsReadOnly: true }
                when SymbolNames.Task(symbol) is null && Body(symbol) is { } body => Read(body),
            _ => null,
        };
    }

    private static ExpressionSyntax? Local(IdentifierNameSyntax name)
    {
        var body = name.Ancestors().FirstOrDefault(static n => n is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax);
        if (body is null)
            return null;
        var text = name.Identifier.ValueText;
        var declared = body.DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(d => d.Identifier.ValueText == text).ToList();
        var isChanged = body.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(a => a.Left is IdentifierNameSyntax left && left.Identifier.ValueText == text);
        return declared.Count == 1 && !isChanged ? declared[0].Initializer?.Value : null;
    }

    private ExpressionSyntax? Body(ISymbol symbol)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var body = reference.GetSyntax(cancellation) switch
            {
                MethodDeclarationSyntax method => method.ExpressionBody?.Expression ?? Returned(method.Body),
                LocalFunctionStatementSyntax function => function.ExpressionBody?.Expression ?? Returned(function.Body),
                PropertyDeclarationSyntax property => property.ExpressionBody?.Expression ?? property.Initializer?.Value ?? Got(property),
                VariableDeclaratorSyntax field => field.Initializer?.Value,
                _ => null,
            };
            if (body is not null)
                return body;
        }

        return null;
    }

    private static ExpressionSyntax? Got(PropertyDeclarationSyntax property)
    {
        var getter = property.AccessorList?.Accessors.FirstOrDefault(static a => a.IsKind(SyntaxKind.GetAccessorDeclaration));
        return getter?.ExpressionBody?.Expression ?? Returned(getter?.Body);
    }

    /// <summary>What a block returns, if it does so in one place.</summary>
    private static ExpressionSyntax? Returned(BlockSyntax? block)
    {
        var returns = block?.DescendantNodes(static n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().ToList();
        return returns is [{ Expression: { } one, Parent: BlockSyntax } only] && only.Parent == block ? one : null;
    }

    private static Diagram Sequence(Diagram first, Diagram next) => Diagram.Of(DiagramKind.Sequence, [first, next]);

    private static Diagram Ignoring(Diagram next) => next with { IgnoresInput = true };

    private static Diagram Parallel(IEnumerable<Diagram> members) => Diagram.Of(DiagramKind.Parallel, [.. members]);

    /// <summary>On a call the option is the step's; on a composition it bounds what is in it.</summary>
    private static Diagram Bounded(string title, Diagram diagram) => diagram.Kind == DiagramKind.Step ? diagram : Diagram.Frame(title, diagram);
}
