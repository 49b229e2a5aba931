using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

/// <summary>Reads the tasks of a class.</summary>
internal static class TaskCandidates
{
    /// <summary>The marked methods of a class, not those of classes inside it.</summary>
    public static IReadOnlyList<IMethodSymbol> Marked(INamedTypeSymbol type)
    {
        List<IMethodSymbol>? tasks = null;
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol method && SymbolNames.Task(method) is not null)
                (tasks ??= []).Add(method);
        }

        return tasks ?? (IReadOnlyList<IMethodSymbol>)[];
    }

    /// <summary>The marked methods of a class and of the classes inside it.</summary>
    public static IEnumerable<IMethodSymbol> Within(INamedTypeSymbol type) => Marked(type).Concat(type.GetTypeMembers().SelectMany(Within));

    /// <summary>Reads every marked method of a class, not those of classes inside it, in the order in which they are declared.</summary>
    public static IReadOnlyList<TaskCandidate> Of(INamedTypeSymbol type)
    {
        var marked = Marked(type);
        if (marked.Count == 0)
            return [];
        bool? canCreate = null;
        var all = new TaskCandidate[marked.Count];
        for (var i = 0; i < all.Length; i++)
        {
            var method = marked[i];
            all[i] = Read(method, SymbolNames.Task(method)!, marked.Count(m => m.Name == method.Name) > 1);
            if (all[i].IsAccepted && !method.IsStatic && !TaskHolder.IsContract(type) && !(canCreate ??= TaskConstructor.CanCreate(type)))
                all[i] = all[i] with { Refusal = TaskRefusal.Uncreatable };
        }

        return all;
    }

    /// <summary>Whether the method itself may be a task, whatever it takes and yields.</summary>
    public static TaskRefusal Refusal(IMethodSymbol method) =>
        method.MethodKind != MethodKind.Ordinary || (TaskHolder.IsContract(method.ContainingType) ? method.IsStatic : method.IsAbstract) ? TaskRefusal.NotAMethod
        : method.IsGenericMethod ? TaskRefusal.Generic
        : !TaskHolder.IsVisible(method) ? TaskRefusal.Hidden
        : TaskRefusal.None;

    private static TaskCandidate Read(IMethodSymbol method, AttributeData attribute, bool isOverloaded)
    {
        var kinds = new ParameterKind[method.Parameters.Length];
        for (var i = 0; i < kinds.Length; i++)
            kinds[i] = ParameterKinds.Of(method.Parameters[i]);
        var result = TaskResult.Of(method);
        var refusal = Refusal(method) is not TaskRefusal.None and var reason ? reason
            : isOverloaded && TaskNames.Given(attribute) is null ? TaskRefusal.Unnamed
            : Array.Exists(kinds, k => k == ParameterKind.Refused || (k.IsService() && TaskHolder.IsContract(method.ContainingType))) ? TaskRefusal.Parameter
            : result is null ? TaskRefusal.Result
            : TaskRefusal.None;
        return new(method, attribute, kinds, result ?? default, refusal);
    }
}
