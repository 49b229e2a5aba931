using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

/// <summary>What a class marked <c>[TaskImplementation]</c> runs, and whether it can.</summary>
internal static class Implementation
{
    /// <summary>The tasks of the interfaces that the class implements, inherited ones included.</summary>
    public static IReadOnlyList<TaskCandidate> Tasks(INamedTypeSymbol type, CancellationToken cancellation) =>
    [
        .. type.AllInterfaces
            .Where(i => HasTasks(i, cancellation))
            .SelectMany(TaskCandidates.Of)
            .Where(static t => t.IsAccepted),
    ];

    /// <summary>Why generated code cannot run what the class implements, or null.</summary>
    public static string? Obstacle(INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (t.Arity > 0)
                return $"'{t.Name}' is generic, and a message cannot say which types are meant";
            if (!TaskHolder.IsVisible(t))
                return $"'{t.Name}' is not visible to generated code; make it internal or public";
        }

        return type.IsAbstract && !type.IsStatic ? "it is abstract; mark the classes that derive from it"
            : TaskConstructor.Find(type) is not { } constructor ? "none of its constructors is internal or public"
            : TaskConstructor.Unfillable(constructor) is { } member ? $"no service can fill '{member.Name}'"
            : null;
    }

    /// <summary>Whether factories were generated for the interface, here or where it was compiled.</summary>
    private static bool HasTasks(INamedTypeSymbol contract, CancellationToken cancellation) =>
        contract.DeclaringSyntaxReferences.IsEmpty
            ? contract.GetTypeMembers(TaskHolder.Factories, 0).Length > 0
            : TaskCandidates.Marked(contract).Count > 0 && TaskHolder.Refusal(contract, cancellation) == TaskRefusal.None;
}
