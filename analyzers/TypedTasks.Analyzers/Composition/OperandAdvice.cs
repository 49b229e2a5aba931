using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Analyzers.Composition;

/// <summary>What to write in the place of what is no signature.</summary>
internal sealed class OperandAdvice(KnownTypes known, SemanticModel model, CancellationToken cancellation)
{
    /// <summary>Left of an operator.</summary>
    public (string Text, string? Remedy) LeftOf(Operand operand, BinaryExpressionSyntax syntax, bool isPipe, Side? right)
    {
        if (Anywhere(operand) is { } general)
            return general;
        if (operand.IsMember)
            return Member(operand);
        var fact = Fact(operand);
        if (!isPipe || right is { IsComplete: true })
            return ($"{fact}: a pipeline begins with a step, so leave it out", null);
        if (operand.Kind == OperandKind.Running)
            return ($"'{operand.Text}' is {A(operand.Type!)}, which runs here and now, not a signature: await it and give its result to the step as its argument, or make its method a task", null);
        if (operand.Type is not null && Collections.Element(operand.Type) is not null && right?.Text.Contains(".Each(") == true)
            return ($"{fact}: its length is known here, so write Group.Of({operand.Text}.Select(x => …)) instead of .Each()", null);
        return ($"{fact}: give it to the step as its argument{Complete(operand, (ExpressionSyntax)Side.First(syntax.Right))}", null);
    }

    /// <summary>Right of an operator.</summary>
    public (string Text, string? Remedy) RightOf(Operand operand, bool isPipe)
    {
        if (Anywhere(operand) is { } general)
            return general;
        if (operand.IsMember)
            return Member(operand);
        return ($"{Fact(operand)}: what follows {(isPipe ? "|" : ">>")} is a step, the call of a task's factory", null);
    }

    /// <summary>A member of a tuple.</summary>
    public (string Text, string? Remedy) Member(Operand operand) =>
        Anywhere(operand) ?? ($"{Fact(operand)}: a member of a tuple is the call of a task's factory, or steps that are put together with |", null);

    /// <summary>An argument of a method that takes signatures.</summary>
    public (string Text, string? Remedy)? Argument(Operand operand, string method)
    {
        if (Anywhere(operand) is { } general)
            return general;
        if (operand.IsMember)
            return Member(operand);
        if (operand.Type is not null && Collections.Element(operand.Type) is { } element && method is "Group.Of" or "Group.FirstOf")
            return Elements(operand, element, method);
        return ($"{Fact(operand)}: {method} takes the call of a task's factory, or steps that are put together with |", null);
    }

    /// <summary>A list whose elements are not signatures.</summary>
    private (string, string?) Elements(Operand operand, ITypeSymbol element, string method)
    {
        var fact = $"'{operand.Text}' is {A(operand.Type!)}, whose elements are not signatures";
        if (element is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.All(e => Side.OfType(e.Type, "", known) is not null))
            return ($"'{operand.Text}' is {A(operand.Type!)}, whose elements are tuples: make each one step, (…).Join()", null);
        // What makes the elements is called there, and its factory would make steps.
        var called = operand.Syntax.DescendantNodes().OfType<LambdaExpressionSyntax>()
            .Select(l => l.ExpressionBody is { } body ? Operand.Of(body, model, known, cancellation) : null)
            .FirstOrDefault(static o => o is { Kind: OperandKind.Direct });
        if (called is not null)
            return ($"{fact}, because '{called.Text}' runs the method here and now: write {Call(called)}", null);
        return ($"{fact}: write {method}({operand.Text}.Select(x => …)), with the call of a factory for each", null);
    }

    /// <summary>More than one signature where there is room for one, or a value beside a step that misses it.</summary>
    public (SyntaxNode Place, string Text, string? Remedy)? Several(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        var arguments = call.ArgumentList.Arguments;
        if (method.Name is not ("EnqueueAsync" or "SendAsync" or "RunAsync") || arguments.Count == 0 || Of(arguments[0].Expression) is not { } first)
            return null;
        if (first.IsTuple)
        {
            var form = TupleForm.Explain(first, isInput: false, new Fit(known, model.Compilation), given: null);
            return (arguments[0].Expression, form?.Text ?? $"{method.Name} takes one signature, and '{first.Text}' is a tuple: make it one step, {first.Text}.Join()", form is null ? Remedies.JoinMember : null);
        }

        if (arguments.Count < 2)
            return null;
        if (arguments.All(a => Of(a.Expression) is not null))
            return (arguments[1].Expression, $"{method.Name} takes one signature, and here are {arguments.Count}: make one of them, Group.Of(…) or (…).Join(), or enqueue each", null);
        if (model.GetTypeInfo(arguments[1].Expression, cancellation).Type is not { TypeKind: not TypeKind.Error, Name: not "CancellationToken" } given)
            return null;
        if (method.Name != "RunAsync")
        {
            return first.Takes is null && arguments[1].NameColon is null
                ? (arguments[1].Expression, $"'{first.Text}' takes nothing, because all its arguments are given: leave out '{Side.Shorten(arguments[1].Expression)}', or leave the argument out of the call that is to get it", null)
                : null;
        }

        return first.Takes is { } missing && new Fit(known, model.Compilation).IsFit(given, missing)
            ? (arguments[1].Expression, $"{method.Name} takes no input beside the signature: give '{Side.Shorten(arguments[1].Expression)}' to the first step as its argument{Complete(new(OperandKind.Value, Side.Shorten(arguments[1].Expression), given, arguments[1].Expression), (ExpressionSyntax)Side.First(arguments[0].Expression))}", null)
            : null;
    }

    /// <summary>What is said wherever it stands; null for a value and a running task.</summary>
    private (string Text, string? Remedy)? Anywhere(Operand operand) => operand.Kind switch
    {
        OperandKind.Direct => ($"'{operand.Text}' runs the method here and now and yields {Fit.Read(operand.Type)}: write {Call(operand)}, which makes a step of it", Remedies.CallFactory),
        OperandKind.TaskMethod => ($"'{operand.Text}' is the method itself, not a step: call its factory, {Name(operand)}(…)", null),
        OperandKind.Factory => ($"'{operand.Text}' is the factory itself, not a step: call it, {operand.Text}()", Remedies.Call),
        OperandKind.Method => ($"'{operand.Text}' is a method, not a step: mark it [Task] and call its factory", null),
        OperandKind.Tuple => ($"'{operand.Text}' is a tuple of signatures: make it one step, {operand.Text}.Join()", Remedies.JoinMember),
        OperandKind.List => ($"'{operand.Text}' is {(operand.Type is null ? "a list of signatures" : A(operand.Type))}, not one signature: write Group.Of(…) around it", Remedies.GroupOf),
        OperandKind.Lambda => Lambda(operand),
        OperandKind.Handle => ($"'{operand.Text}' is the handle of a flow that has started: put the steps together before they are enqueued", null),
        OperandKind.Running when IsStart(operand) => ($"'{operand.Text}' starts a flow: put the steps together first, and enqueue the whole", null),
        OperandKind.Untyped => ($"'{operand.Text}' is declared as {Fit.Read(operand.Type)}, which does not say what it yields: declare it as ISignature<T>", null),
        OperandKind.Null => ("null is no step: leave it out", null),
        _ => null,
    };

    private (string, string?) Lambda(Operand operand)
    {
        if (operand.Syntax is LambdaExpressionSyntax { ExpressionBody: { } body })
        {
            if (Of(body) is not null)
                return ($"'{operand.Text}' is code, and a flow is made of signatures: write the signature itself, {Side.Shorten(body)}", null);
            if (Operand.Of(body, model, known, cancellation) is { Kind: OperandKind.Direct } call)
                return ($"'{operand.Text}' is code, and a flow is made of signatures: write {Call(call)}", null);
        }

        return ($"'{operand.Text}' is code, and only tasks are sent: make a method of it, mark it [Task], and call its factory", null);
    }

    private Side? Of(ExpressionSyntax expression) =>
        model.GetOperation(Side.Unwrapped(expression), cancellation) is { } operation ? Side.Of(operation, known) : null;

    /// <summary>The step with the value as its first argument, where a factory takes it so.</summary>
    private string Complete(Operand operand, ExpressionSyntax step)
    {
        if (operand.Type is null || Factories.Of(step, model, known, cancellation) is not { } factory || step is not InvocationExpressionSyntax call)
            return "";
        var fit = new Fit(known, model.Compilation);
        return Factories.Others(factory, known).Any(o => o.Side.Takes is null && o.Method.Parameters.Length > 0 && fit.IsFit(operand.Type, o.Method.Parameters[0].Type))
            ? $", {call.Expression}({string.Join(", ", call.ArgumentList.Arguments.Select(static a => a.ToString()).Prepend(operand.Text))})"
            : "";
    }

    private static string Fact(Operand operand) => $"'{operand.Text}' is {(operand.Type is null ? "not a signature" : $"{A(operand.Type)}, not a signature")}";

    private static string A(ITypeSymbol type)
    {
        var name = Fit.Read(type);
        return type.IsTupleType ? $"the tuple {name}" : type.SpecialType is SpecialType.System_String ? "a string" : "AEIOUaeio".IndexOf(name[0]) >= 0 ? $"an {name}" : $"a {name}";
    }

    /// <summary>The factory's call with the arguments that are data.</summary>
    private string Call(Operand operand)
    {
        var call = operand.Syntax.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().First(c => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(c, cancellation).Symbol, operand.Symbol));
        return $"{DirectPlanCallAnalyzer.Factory(call, operand.Symbol!, model, cancellation)}({string.Join(", ", TaskArguments.Of(call, operand.Symbol!))})";
    }

    private string Name(Operand operand)
    {
        var owner = operand.Symbol!.ContainingType;
        return $"{owner.ToMinimalDisplayString(model, operand.Syntax.SpanStart)}.Tasks.{operand.Symbol.Name}";
    }

    private static bool IsStart(Operand operand) =>
        operand.Type is INamedTypeSymbol { TypeArguments: [INamedTypeSymbol { Name: "TaskHandle", ContainingNamespace.Name: "TypedTasks" }] };
}
