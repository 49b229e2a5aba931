using Microsoft.CodeAnalysis;

namespace TypedTasks.Analyzers;

/// <summary>The runtime's types as one compilation sees them.</summary>
internal sealed class KnownTypes
{
    private KnownTypes(INamedTypeSymbol task, INamedTypeSymbol complete, INamedTypeSymbol partial, INamedTypeSymbol? unit)
    {
        Task = task;
        Complete = complete;
        Partial = partial;
        Unit = unit;
    }

    public INamedTypeSymbol Task { get; }

    public INamedTypeSymbol Complete { get; }

    public INamedTypeSymbol Partial { get; }

    public INamedTypeSymbol? Unit { get; }

    /// <summary>Null where the runtime is not referenced, and then every rule is silent.</summary>
    public static KnownTypes? Of(Compilation compilation) =>
        Find(compilation, "TypedTasks.TaskAttribute") is { } task
        && Find(compilation, "TypedTasks.ISignature`1") is { } complete
        && Find(compilation, "TypedTasks.ISignature`2") is { } partial
            ? new KnownTypes(task, complete, partial, Find(compilation, "TypedTasks.Unit"))
            : null;

    public AttributeData? TaskOf(ISymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, Task))
                return attribute;
        }

        return null;
    }

    public IEnumerable<IMethodSymbol> TasksOf(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Where(m => TaskOf(m) is not null);

    private static INamedTypeSymbol? Find(Compilation compilation, string name) =>
        compilation.GetTypesByMetadataName(name).FirstOrDefault();
}
