using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks;

/// <summary>Flows of which there is one at a time.</summary>
public static class UniqueExtensions
{
    internal const int MaxLength = 256;

    /// <summary>
    /// Lets one flow hold the key: while it does, enqueuing another one with the same key starts nothing and returns the
    /// handle of the first. It holds the key until it has ended, and with a window at least until the window has passed
    /// since it was accepted, however it ended. It binds to the flow that is enqueued: on a part of a composition, and on what a
    /// task returns, it is refused (TT1017).
    /// </summary>
    /// <param name="signature">The signature that will be enqueued. Use one key for flows of one result type.</param>
    /// <param name="key">What must be unique in the store, such as <c>report/2026-03</c>; 1 to 256 characters.</param>
    /// <param name="window">
    /// How long the key is held at least. A flow that is purged holds no key, so more than the retention has no effect.
    /// </param>
    public static TSignature Unique<TSignature>(this TSignature signature, string key, TimeSpan window = default)
        where TSignature : ISignature
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        WholeText.Check(key);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, MaxLength, nameof(key));
        ArgumentOutOfRangeException.ThrowIfLessThan(window, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(signature);
        var options = (signature.Node.Options ?? StepOptions.None) with { UniqueKey = key, UniqueWindow = window };
        return (TSignature)(ISignature)((Signature)(ISignature)signature).With(options);
    }
}
