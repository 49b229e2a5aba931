using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>
/// What every <see cref="ITransport"/> must do. A test runs each check by name; a check throws
/// <see cref="ContractViolationException"/>. Any test framework can run them, xunit as a theory over <see cref="Names"/>.
/// </summary>
public static class TransportContract
{
    private static readonly Dictionary<string, ContractCheck<TransportContractHost>> Checks = new ContractCheck<TransportContractHost>[][]
    {
        SendChecks.All, ScheduleChecks.All, SettleChecks.All, LockChecks.All, ReceiverChecks.All, DeadLetterChecks.All, OrderChecks.All, OldestChecks.All,
    }.SelectMany(static c => c).ToDictionary(static c => c.Name, StringComparer.Ordinal);

    /// <summary>The checks.</summary>
    public static IReadOnlyCollection<string> Names => Checks.Keys;

    /// <summary>Runs a check.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="host">The broker; it may be shared, every check makes queues of its own.</param>
    /// <exception cref="ContractViolationException">The transport does not do what the contract says.</exception>
    public static Task CheckAsync(string name, TransportContractHost host) => Checks[name].Run(host);
}
