using Microsoft.CodeAnalysis;

namespace TypedTasks.Analyzers.Serialization;

/// <summary>A value that a flow begins with: <c>Signature.Value(x)</c>, <c>EnqueueAsync(partial, x)</c>.</summary>
internal static class GivenInput
{
    /// <summary>Which parameter it is; null where there is none.</summary>
    public static int? Of(IMethodSymbol method, KnownTypes known) =>
        !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, known.Complete.ContainingAssembly) ? null
        : method is { Name: "Value", IsStatic: true, ContainingType.Name: "Signature" } ? 0
        : method is { Name: "EnqueueAsync" or "SendAsync", Parameters: [_, { Name: "input" }, ..] } ? 1
        : null;
}
