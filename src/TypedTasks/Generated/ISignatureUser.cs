namespace TypedTasks.Generated;

/// <summary>Does something with a signature whose type is known where it was composed.</summary>
internal interface ISignatureUser<out TResult>
{
    TResult Use<TOut>(ISignature<TOut> signature);
}
