namespace TypedTasks;

/// <summary>A partial signature: the result of the step before it fills what is missing.</summary>
/// <typeparam name="TIn">What is missing: one value, or a tuple of two or more.</typeparam>
/// <typeparam name="TOut">The type of the result.</typeparam>
public interface ISignature<in TIn, out TOut> : ISignature;
