using static TypedTasks.Transports.Tests.Flows.LedgerSteps.Tasks;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>A flow, what it must yield, and how many steps it has.</summary>
internal sealed record Flow(ISignature<int> Signature, int Result, int Steps)
{
    /// <summary>A chain over both queues, a chord, or a chord of chains, in turn.</summary>
    public static Flow Of(int number) => (number % 3) switch
    {
        0 => new(Give(number) | Next() | Twice() | Next() | Next() | Twice(), ((((number + 1) * 2) + 2) * 2), 6),
        1 => new(Group.Of(Enumerable.Range(0, 5).Select(i => Give(number + i))) | Sum() | Twice(), ((5 * number) + 10) * 2, 7),
        _ => new(
            Group.Of(Enumerable.Range(0, 3).Select(i => Give(number + i) | Twice() | Next())) | Sum() | Next(),
            (((3 * number) + 3) * 2) + 3 + 1,
            11),
    };
}
