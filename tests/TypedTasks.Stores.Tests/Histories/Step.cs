using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>One step of a history: it says the same of every store that means the same.</summary>
internal abstract record Step
{
    /// <summary>Does it on one store; returns what is seen.</summary>
    public abstract Task<string> RunAsync(ITaskStore store, Teller teller);

    protected static async Task<string> CatchAsync(Func<Task<string>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return e is ArgumentException ? nameof(ArgumentException) : nameof(FormatException);
        }
    }
}
