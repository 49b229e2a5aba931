using TypedTasks.Storage;

namespace TypedTasks.Testing;

/// <summary>
/// What every <see cref="ITaskStore"/> must do. A test runs each check by name against an open, empty store whose time it can move; a check
/// throws <see cref="ContractViolationException"/>. Any test framework can run them, xunit as a theory over <see cref="Names"/>.
/// </summary>
public static class TaskStoreContract
{
    private static readonly Dictionary<string, ContractCheck<StoreContractHost>> Checks = new ContractCheck<StoreContractHost>[][]
    {
        FlowChecks.All, JoinChecks.All, OwedChecks.All, CancellationChecks.All, ValueChecks.All, StepChecks.All,
        LeaseChecks.All, TransactionChecks.All, ConcurrencyChecks.All, ListChecks.All, UniqueChecks.All, PurgeChecks.All,
        FreeChecks.All, RetryChecks.All, PermitChecks.All, TurnChecks.All, SealChecks.All, KeepChecks.All, QuietChecks.All, LateChecks.All,
        WaitChecks.All, HoldChecks.All, OccurrenceChecks.All, WorkerChecks.All, ControlChecks.All, ReadingChecks.All,
    }.SelectMany(static c => c).ToDictionary(static c => c.Name, StringComparer.Ordinal);

    /// <summary>The checks.</summary>
    public static IReadOnlyCollection<string> Names => Checks.Keys;

    /// <summary>Runs a check.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="host">An open, empty store of its own, and its clock.</param>
    /// <exception cref="ContractViolationException">The store does not do what the contract says.</exception>
    public static Task CheckAsync(string name, StoreContractHost host) => Checks[name].Run(host);
}
