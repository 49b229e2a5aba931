namespace TypedTasks;

/// <summary>Signatures with the same type of result that run in parallel; the result is a list in the order written.</summary>
/// <typeparam name="TOut">The type of each element of the result.</typeparam>
public interface IGroup<out TOut> : ISignature<IReadOnlyList<TOut>>;
