using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Analyzers;

/// <summary>The runtime's types as one compilation sees them; all rules share them.</summary>
internal sealed class KnownTypes
{
    private static readonly ConditionalWeakTable<Compilation, KnownTypes> Cache = new();

    private readonly Compilation compilation;
    private readonly bool isReferenced;
    private readonly Lazy<TaskIndex> tasks;

    private KnownTypes(Compilation compilation)
    {
        this.compilation = compilation;
        Task = Find("TypedTasks.TaskAttribute")!;
        Complete = Find("TypedTasks.ISignature`1")!;
        Partial = Find("TypedTasks.ISignature`2")!;
        Unit = Find("TypedTasks.Unit");
        tasks = new Lazy<TaskIndex>(() => new TaskIndex(compilation, this));
        isReferenced = Find("TypedTasks.TaskAttribute") is not null && Find("TypedTasks.ISignature`1") is not null && Find("TypedTasks.ISignature`2") is not null;
    }

    public INamedTypeSymbol Task { get; }

    public INamedTypeSymbol Complete { get; }

    public INamedTypeSymbol Partial { get; }

    public INamedTypeSymbol? Unit { get; }

    /// <summary>Every task that this compilation sees; found when first asked for.</summary>
    public TaskIndex Tasks => tasks.Value;

    /// <summary>Null where the runtime is not referenced, and then every rule is silent.</summary>
    public static KnownTypes? Of(Compilation compilation) =>
        Cache.GetValue(compilation, static c => new KnownTypes(c)) is { isReferenced: true } known ? known : null;

    public INamedTypeSymbol? Find(string name) => compilation.GetTypesByMetadataName(name).FirstOrDefault();

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
}
