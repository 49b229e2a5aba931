namespace TypedTasks.Storage;

/// <summary>What a decision comes to.</summary>
/// <typeparam name="TResult">What the operation yields.</typeparam>
/// <param name="Result">What is recorded, once the changes are.</param>
/// <param name="Changes">What changes, in order.</param>
public readonly record struct Decision<TResult>(TResult Result, IReadOnlyList<StoreChange> Changes)
{
    /// <summary>Nothing changes.</summary>
    /// <param name="result">What is recorded.</param>
    public static Decision<TResult> Nothing(TResult result) => new(result, []);
}
