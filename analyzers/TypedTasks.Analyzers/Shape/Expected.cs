using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Shape;

/// <summary>Whether an exception is what the author wants to see: in a test that asserts it, or where it is caught.</summary>
internal static class Expected
{
    public static bool IsAt(IOperation operation)
    {
        for (var o = operation; o.Parent is { } parent; o = parent)
        {
            switch (parent)
            {
                case ITryOperation attempt when o == attempt.Body && attempt.Catches.Any(static c => c.ExceptionType.Name is "ArgumentException" or "ArgumentOutOfRangeException" or "Exception" or "Object"):
                    return true;
                case IInvocationOperation call when IsAssertion(call.TargetMethod.Name):
                    return true;
                case IAnonymousFunctionOperation function when IsAsserted(function):
                    return true;
            }
        }

        return false;
    }

    // Throws, ThrowsAsync, ThrowAsync, Should().Throw(), Record.Exception.
    private static bool IsAssertion(string method) =>
        method.StartsWith("Throw", StringComparison.Ordinal) || method.Contains("Throws") || method is "Exception" or "ExceptionAsync" or "Catch" or "CatchAsync";

    /// <summary>A function that a local holds, of which something is asserted later.</summary>
    private static bool IsAsserted(IAnonymousFunctionOperation function)
    {
        IOperation value = function;
        while (value.Parent is IConversionOperation or IDelegateCreationOperation)
            value = value.Parent;
        if (value.Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator })
            return false;
        IOperation root = declarator;
        while (root.Parent is not null)
            root = root.Parent;
        return root.Descendants().OfType<IInvocationOperation>().Any(i => IsAssertion(i.TargetMethod.Name)
            && i.Descendants().OfType<ILocalReferenceOperation>().Any(r => SymbolEqualityComparer.Default.Equals(r.Local, declarator.Symbol)));
    }
}
