namespace TypedTasks.Generators.Models;

/// <summary>What the registry needs of one class.</summary>
/// <param name="Invokers">The class that holds its invokers.</param>
/// <param name="IsPublic">Whether other assemblies may call one of its factories.</param>
/// <param name="Contracts">The names of the assemblies whose interfaces it implements.</param>
/// <param name="HasSchedules">Whether it has tasks that start by the clock.</param>
internal sealed record RegistryEntry(string Invokers, bool IsPublic, EquatableArray<string> Contracts, bool HasSchedules);
