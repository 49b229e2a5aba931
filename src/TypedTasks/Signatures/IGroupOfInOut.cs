namespace TypedTasks;

/// <summary>A group that still misses its input.</summary>
/// <typeparam name="TIn">What is missing.</typeparam>
/// <typeparam name="TOut">The type of each element of the result.</typeparam>
public interface IGroup<in TIn, out TOut> : ISignature<TIn, IReadOnlyList<TOut>>;
