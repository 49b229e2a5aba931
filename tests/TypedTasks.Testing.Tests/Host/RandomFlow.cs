using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>A flow of chains, groups and tuples in which some steps fail a few times; none can run longer than its retries.</summary>
internal sealed class RandomFlow(int seed, Switch faults)
{
#pragma warning disable CA5394 // Flows to test, no secrets.
    private readonly Random random = new(seed);
    private int next = 1000;
    private int riskyRuns;

    /// <summary>The flow, its result, and how often its risky steps run in all.</summary>
    public (ISignature<int> Flow, int Expected, int RiskyRuns) Create()
    {
        var (flow, value) = Node(0);
        return (flow, value, riskyRuns);
    }

    private (ISignature<int> Flow, int Value) Node(int depth)
    {
        var (flow, value) = (depth < 3 ? random.Next(4) : 0) switch
        {
            1 => Members(depth),
            2 => Pair(depth),
            _ => Leaf(),
        };
        return random.Next(3) switch
        {
            0 => (flow | Double(), value * 2),
            1 => (flow | Add(right: 1) | Double(), (value + 1) * 2),
            _ => (flow, value),
        };
    }

    private (ISignature<int> Flow, int Value) Leaf()
    {
        var value = next++;
        if (random.Next(3) > 0)
            return (random.Next(4) == 0 ? Number(value).WithDelay(TimeSpan.FromMinutes(random.Next(100))) : Number(value), value);
        var failures = random.Next(3);
        faults.Fail(value, failures);
        riskyRuns += failures + 1;
        return random.Next(3) switch
        {
            0 => (Risky(value), value),
            1 => (Number(value) | Risky(), value),
            _ => (Number(value) | PlanTwice(), value * 2),
        };
    }

    private (ISignature<int> Flow, int Value) Members(int depth)
    {
        var members = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Node(depth + 1)).ToArray();
        return (Group.Of(members.Select(static m => m.Flow)) | Total(), members.Sum(static m => m.Value));
    }

    private (ISignature<int> Flow, int Value) Pair(int depth)
    {
        var (left, right) = (Node(depth + 1), Node(depth + 1));
        return ((left.Flow, right.Flow) | Add(), left.Value + right.Value);
    }
}
