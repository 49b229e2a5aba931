using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers;

/// <summary>The runtime's types as one compilation sees them; all rules share them.</summary>
internal sealed class KnownTypes
{
    private static readonly ConditionalWeakTable<Compilation, KnownTypes> Cache = new();
    private static readonly ConditionalWeakTable<IAssemblySymbol, ConcurrentDictionary<string, INamedTypeSymbol?>> Types = new();

    private readonly IAssemblySymbol runtime;
    private readonly Lazy<TaskIndex> tasks;
    private readonly ConditionalWeakTable<INamedTypeSymbol, IReadOnlyList<TaskCandidate>> candidates = new();

    private KnownTypes(Compilation compilation, IAssemblySymbol runtime)
    {
        this.runtime = runtime;
        Complete = Find("TypedTasks.ISignature`1")!;
        Partial = Find("TypedTasks.ISignature`2")!;
        Unit = Find("TypedTasks.Unit");
        tasks = new Lazy<TaskIndex>(() => new TaskIndex(compilation, this));
    }

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

    /// <summary>The task methods of a class as the generator reads them.</summary>
    public IReadOnlyList<TaskCandidate> CandidatesOf(INamedTypeSymbol type) => candidates.GetValue(type, TaskCandidates.Of);

    /// <summary>The task that a factory calls, and in which form; null where it is no factory.</summary>
    public FactoryForm? FormOf(IMethodSymbol factory)
    {
        if (factory is not { IsStatic: true, ContainingType: { Name: TaskHolder.Factories, ContainingType: { } owner } })
            return null;
        var key = FactoryForm.KeyOf(factory.Parameters);
        return FactoryForms.Of(CandidatesOf(owner).Where(t => t.Method.Name == factory.Name))
            .FirstOrDefault(f => f.Verdict == FactoryVerdict.Generated && f.Key == key);
    }

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
