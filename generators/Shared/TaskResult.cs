using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

/// <summary>The result of a task.</summary>
/// <param name="Kind">How the method hands it over.</param>
/// <param name="Type">What travels: a returned signature counts as its own result. Null for nothing.</param>
internal readonly record struct TaskResult(ReturnKind Kind, ITypeSymbol? Type)
{
    /// <summary>Null where generated code cannot take it.</summary>
    public static TaskResult? Of(IMethodSymbol method)
    {
        var type = method.ReturnType;
        if (method.ReturnsVoid)
            return new(ReturnKind.Nothing, null);
        if (method.ReturnsByRef || method.ReturnsByRefReadonly || type.IsRefLikeType || !TypeRules.IsComplete(type))
            return null;
        if (!IsAwaitable(type))
            return Of(type, ReturnKind.Value, ReturnKind.Signature);
        return Awaited(method) is not { } awaited ? new(ReturnKind.Awaitable, null)
            : IsAwaitable(awaited) ? null
            : Of(awaited, ReturnKind.AwaitableValue, ReturnKind.AwaitableSignature);
    }

    /// <summary>What the method has yielded when it has ended; null for nothing.</summary>
    public static ITypeSymbol? Awaited(IMethodSymbol method) =>
        method.ReturnsVoid ? null
        : IsAwaitable(method.ReturnType) ? ((INamedTypeSymbol)method.ReturnType).TypeArguments.FirstOrDefault()
        : method.ReturnType;

    public static bool IsAwaitable(ITypeSymbol? type) =>
        type is { Name: "Task" or "ValueTask" } && SymbolNames.Is(type, "System.Threading.Tasks", type.Name);

    // A complete signature takes the place of the step and counts as its result; a partial one could take no input.
    private static TaskResult? Of(ITypeSymbol type, ReturnKind value, ReturnKind signature)
    {
        ITypeSymbol? complete = null;
        var isPartial = false;
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Interface } own)
            Look(own);
        foreach (var other in type.AllInterfaces)
            Look(other);
        return complete is not null ? new(signature, complete)
            : isPartial ? null
            : new(value, type);

        void Look(INamedTypeSymbol candidate)
        {
            if (!SymbolNames.IsOurs(candidate, "ISignature"))
                return;
            if (candidate.TypeArguments.Length == 1)
                complete ??= candidate.TypeArguments[0];
            isPartial = true;
        }
    }
}
