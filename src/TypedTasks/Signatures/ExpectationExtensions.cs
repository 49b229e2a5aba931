using TypedTasks.Plans;

namespace TypedTasks;

/// <summary>Flows that somebody waits for.</summary>
public static class ExpectationExtensions
{
    /// <summary>
    /// Says within what time the flow should end, compensations included, counted from its acceptance and from each retry. A flow that has not ended by then runs on and counts as late
    /// (<see cref="FlowFilter.IsLate"/>): the log, the metric <c>typedtasks.flows.late</c> and whoever was named by <c>OnLate</c> tell of it. It binds to the flow that is enqueued: on a part of a composition, and on what
    /// a task returns, it is refused (TT1017).
    /// </summary>
    /// <param name="signature">The signature that will be enqueued.</param>
    /// <param name="within">How long it may take; more than zero.</param>
    public static TSignature Expect<TSignature>(this TSignature signature, TimeSpan within)
        where TSignature : ISignature
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(within, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(signature);
        var options = (signature.Node.Options ?? StepOptions.None) with { Expected = within };
        return (TSignature)(ISignature)((Signature)(ISignature)signature).With(options);
    }
}
