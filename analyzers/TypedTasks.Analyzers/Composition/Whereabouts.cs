using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Analyzers.Schedules;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Composition;

/// <summary>What becomes of a signature where it is built, as far as the code around it says.</summary>
internal abstract class Whereabouts
{
    private Whereabouts()
    {
    }

    /// <summary>Follows a value to what takes it; null where it may be a flow of its own.</summary>
    public static Whereabouts? Of(IOperation value, KnownTypes known, CancellationToken cancellation)
    {
        while (value.Parent is { } parent)
        {
            switch (parent)
            {
                case IConversionOperation or IParenthesizedOperation or IConditionalOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation
                    or IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation or ISpreadOperation or IAwaitOperation:
                    break;
                case ITupleOperation when IsTupleOfSignatures((ITupleOperation)parent, known):
                    return Part.Instance;
                case IBinaryOperation { OperatorMethod: { } method } when IsOfRuntime(method, known):
                    return Part.Instance;
                case ICompoundAssignmentOperation { OperatorMethod: { } method } when IsOfRuntime(method, known):
                    return Part.Instance;
                case IArgumentOperation { Parent: IInvocationOperation call }:
                    if (Composes(call.TargetMethod, known))
                        return Part.Instance;
                    if (!HandsOn(call.TargetMethod, known))
                        return null;
                    parent = call;
                    break;
                case IInvocationOperation call when call.Instance == value:
                    if (Composes(call.TargetMethod, known))
                        return Part.Instance;
                    return null;
                case IReturnOperation when FunctionOf(parent) is { } function:
                    if (function.Parent is IDelegateCreationOperation { Parent: IArgumentOperation { Parameter.Name: "compose", Parent: IInvocationOperation schedule } } && ScheduleCalls.Is(schedule))
                        return Scheduled.Instance;

                    // What a query yields for each element is in the list.
                    if (function.Parent is not IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Select" } select } query } }
                        || select.ContainingNamespace.ToDisplayString() != "System.Linq")
                    {
                        return null;
                    }

                    parent = query;
                    break;
                case IReturnOperation:
                    return parent.SemanticModel?.GetEnclosingSymbol(parent.Syntax.SpanStart, cancellation) is IMethodSymbol task && SymbolNames.Task(task) is not null ? Returned.Instance : null;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } local } }:
                    return Uses(parent, local, known, cancellation);
                default:
                    return null;
            }

            value = parent;
        }

        return null;
    }

    private static IAnonymousFunctionOperation? FunctionOf(IOperation statement)
    {
        for (var parent = statement.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation function)
                return function;
            if (parent is ILocalFunctionOperation)
                return null;
        }

        return null;
    }

    // A local that is never assigned again is what it was made from, wherever it is composed.
    private static Whereabouts? Uses(IOperation declaration, ILocalSymbol local, KnownTypes known, CancellationToken cancellation)
    {
        var root = declaration;
        while (root.Parent is { } parent)
            root = parent;
        var uses = root.Descendants().OfType<ILocalReferenceOperation>().Where(r => SymbolEqualityComparer.Default.Equals(r.Local, local)).ToList();
        if (uses.Exists(static u => u.Parent is IAssignmentOperation assignment && assignment.Target == u || u.Parent is IArgumentOperation { Parameter.RefKind: not RefKind.None }))
            return null;
        foreach (var use in uses)
        {
            cancellation.ThrowIfCancellationRequested();
            // A local that hands it on to another one is looked at no further.
            if (use.Parent is not IVariableInitializerOperation && Of(use, known, cancellation) is { } found)
                return found is Returned or Scheduled ? found : Kept.Instance;
        }

        return null;
    }

    private static bool IsOfRuntime(IMethodSymbol method, KnownTypes known) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, known.Complete.ContainingAssembly);

    private static bool IsTupleOfSignatures(ITupleOperation tuple, KnownTypes known)
    {
        if (!tuple.Elements.All(e => Side.Of(e, known) is not null))
            return false;
        IOperation value = tuple;
        while (value.Parent is IConversionOperation or IParenthesizedOperation or IArgumentOperation)
            value = value.Parent;
        return value.Parent switch
        {
            IBinaryOperation { OperatorMethod: { } method } => IsOfRuntime(method, known),
            IInvocationOperation call => Composes(call.TargetMethod, known),
            _ => false,
        };
    }

    private static bool Composes(IMethodSymbol method, KnownTypes known) =>
        method.Name is "Of" or "FirstOf" or "Then" or "ThenIgnoringResult" or "Each" or "Join" or "Settled" or "Recover" or "OnError" or "OnSuccess" or "CompensateWith"
        && IsOfRuntime(method, known);

    // Options change a copy of the same, lists hold it, and a task that has ended yields it.
    private static bool HandsOn(IMethodSymbol method, KnownTypes known) =>
        (method.ContainingType.Name is "OptionExtensions" or "UniqueExtensions" or "TurnExtensions" && IsOfRuntime(method, known))
        || (method.Name is "ToArray" or "ToList" && method.ContainingNamespace.ToDisplayString() == "System.Linq")
        || method is { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" };

    /// <summary>It is a part of a composition.</summary>
    internal sealed class Part : Whereabouts
    {
        public static readonly Part Instance = new();
    }

    /// <summary>A local holds it, which is a part of a composition.</summary>
    internal sealed class Kept : Whereabouts
    {
        public static readonly Kept Instance = new();
    }

    /// <summary>A schedule composes it.</summary>
    internal sealed class Scheduled : Whereabouts
    {
        public static readonly Scheduled Instance = new();
    }

    /// <summary>A task returns it.</summary>
    internal sealed class Returned : Whereabouts
    {
        public static readonly Returned Instance = new();
    }
}
