namespace TypedTasks;

/// <summary>A complete signature: every argument is given, so it can be enqueued.</summary>
/// <typeparam name="TOut">The type of the result.</typeparam>
public interface ISignature<out TOut> : ISignature;
