using TypedTasks.Storage;

namespace TypedTasks.Plans;

/// <summary>What a join or a scope makes of the ends of its members.</summary>
/// <param name="Policy">What decides it.</param>
/// <param name="Yields">What it yields once it has completed.</param>
internal sealed record JoinRule(JoinPolicy Policy, JoinYield Yields)
{
    /// <summary>The first failure fails it; all successes are its list or tuple.</summary>
    public static readonly JoinRule List = new(JoinPolicy.All, JoinYield.Members) { Cancels = JoinCancels.Members };

    /// <summary>As <see cref="List"/>, of members that are lists themselves.</summary>
    public static readonly JoinRule Chunks = new(JoinPolicy.All, JoinYield.Chunks) { Cancels = JoinCancels.Members };

    /// <summary>It waits for all; how they ended is its list or tuple.</summary>
    public static readonly JoinRule Outcomes = new(JoinPolicy.Settled, JoinYield.Outcomes) { Cancels = JoinCancels.Members };

    /// <summary>The first success decides it; it fails with all failures.</summary>
    public static readonly JoinRule First = new(JoinPolicy.First, JoinYield.Deciding) { Cancels = JoinCancels.Members };

    /// <summary>The body's end is its own.</summary>
    public static readonly JoinRule Scope = new(JoinPolicy.All, JoinYield.Deciding);

    /// <summary>How the body ended is what it yields.</summary>
    public static readonly JoinRule Outcome = new(JoinPolicy.Settled, JoinYield.Outcome);

    /// <summary>A failure of the body becomes the outcome of the members of the group at its end; where they cannot carry it, it fails.</summary>
    public static readonly JoinRule Absorbed = new(JoinPolicy.All, JoinYield.Deciding) { Cancels = JoinCancels.Body, Absorbs = true };

    /// <summary>A failure of the body goes to the handler, which is its second child.</summary>
    public static readonly JoinRule Recovered = new(JoinPolicy.All, JoinYield.Deciding) { Handler = 1 };

    /// <summary>A success is to be compensated when the flow fails later.</summary>
    public static readonly JoinRule Undoable = new(JoinPolicy.All, JoinYield.Deciding) { IsCompensable = true };

    /// <summary>Its failure stops what still runs of the body.</summary>
    public static readonly JoinRule Bounded = new(JoinPolicy.All, JoinYield.Deciding) { Cancels = JoinCancels.Body };

    /// <summary>What is cancelled where members may still run when it is decided.</summary>
    public JoinCancels Cancels { get; private init; }

    /// <summary>The child that takes the failure; null where a failure climbs.</summary>
    public int? Handler { get; private init; }

    public bool IsCompensable { get; private init; }

    /// <summary>Whether members of the group at the end of the body carry a failure of it.</summary>
    public bool Absorbs { get; private init; }
}
