using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Analyzers;

/// <summary>The runtime's types as one compilation sees them; all rules share them.</summary>
internal sealed class KnownTypes
{
    private static readonly ConditionalWeakTable<Compilation, KnownTypes> Cache = new();
    private static readonly ConditionalWeakTable<IAssemblySymbol, ConcurrentDictionary<string, INamedTypeSymbol?>> Types = new();

    private readonly IAssemblySymbol runtime;
    private readonly Lazy<TaskIndex> tasks;

    private KnownTypes(Compilation compilation, IAssemblySymbol runtime)
    {
        this.runtime = runtime;
        Task = Find("TypedTasks.TaskAttribute")!;
        Complete = Find("TypedTasks.ISignature`1")!;
        Partial = Find("TypedTasks.ISignature`2")!;
        Unit = Find("TypedTasks.Unit");
        tasks = new Lazy<TaskIndex>(() => new TaskIndex(compilation, this));
    }

    public INamedTypeSymbol Task { get; }

    public INamedTypeSymbol Complete { get; }

    public INamedTypeSymbol Partial { get; }

    public INamedTypeSymbol? Unit { get; }

    /// <summary>Every task that this compilation sees; found when first asked for.</summary>
    public TaskIndex Tasks => tasks.Value;

    /// <summary>Null where the runtime is not referenced, and then every rule is silent.</summary>
    public static KnownTypes? Of(Compilation compilation)
    {
        if (Cache.TryGetValue(compilation, out var known))
            return known;
        return Runtime(compilation) is { } runtime ? Cache.GetValue(compilation, c => new KnownTypes(c, runtime)) : null;
    }

    /// <summary>A type of the runtime; null in a version that does not have it.</summary>
    public INamedTypeSymbol? Find(string name) =>
        // The assembly is the same symbol from one compilation to the next, and to search all references costs more than most rules.
        Types.GetValue(runtime, static _ => new()).GetOrAdd(name, runtime.GetTypeByMetadataName);

    public AttributeData? TaskOf(ISymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, Task))
                return attribute;
        }

        return null;
    }

    /// <summary>The task methods of a class, not those of classes inside it.</summary>
    public IReadOnlyList<IMethodSymbol> TasksOf(INamedTypeSymbol type)
    {
        List<IMethodSymbol>? tasks = null;
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol method && TaskOf(method) is not null)
                (tasks ??= []).Add(method);
        }

        return tasks ?? (IReadOnlyList<IMethodSymbol>)[];
    }

    /// <summary>The task methods of a class and of the classes inside it.</summary>
    public IEnumerable<IMethodSymbol> TasksWithin(INamedTypeSymbol type) =>
        TasksOf(type).Concat(type.GetTypeMembers().SelectMany(TasksWithin));

    private static IAssemblySymbol? Runtime(Compilation compilation)
    {
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (assembly.Name == "TypedTasks" && assembly.GetTypeByMetadataName("TypedTasks.TaskAttribute") is not null)
                return assembly;
        }

        return null;
    }
}
