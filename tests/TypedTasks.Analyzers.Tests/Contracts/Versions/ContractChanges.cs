namespace TypedTasks.Analyzers.Tests.Contracts.Versions;

internal static class ContractChanges
{
    public static IReadOnlyList<ContractChange> All { get; } = [.. SafeChanges.All, .. UnsafeChanges.All];
}
