using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks;

/// <summary>Flows that run one after the other.</summary>
public static class TurnExtensions
{
    internal const int MaxLength = 256;
    internal const int MostAtOnce = 1000;

    /// <summary>
    /// Lets flows with the same key run one at a time, in the order in which they were accepted: whole flows, from the first step to the end, compensations included. Those that wait hold no message and no
    /// slot; they show their place (<see cref="FlowDetails.Turn"/>), can be cancelled, and end at their deadline. A flow that is retried waits at the end of the line. It binds to the flow that is enqueued: on a part
    /// of a composition, and on what a task returns, it is refused (TT1017).
    /// </summary>
    /// <param name="signature">The signature that will be enqueued.</param>
    /// <param name="key">What they have in common, such as <c>customer/17</c>; 1 to 256 characters.</param>
    /// <param name="limit">
    /// How many flows with the key run at once, 1 to 1,000. Where flows with one key differ in it, each begins once it is the first of the line and fewer run than it says.
    /// </param>
    public static TSignature InTurn<TSignature>(this TSignature signature, string key, int limit = 1)
        where TSignature : ISignature
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        WholeText.Check(key);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, MaxLength, nameof(key));
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostAtOnce);
        ArgumentNullException.ThrowIfNull(signature);
        var options = (signature.Node.Options ?? StepOptions.None) with { TurnKey = key, TurnLimit = limit };
        return (TSignature)(ISignature)((Signature)(ISignature)signature).With(options);
    }
}
