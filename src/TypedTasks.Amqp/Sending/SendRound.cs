namespace TypedTasks.Amqp.Sending;

/// <summary>Transfers and settlements that are under way together; it ends when the broker has answered all of them.</summary>
internal sealed class SendRound() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private int open = 1;

    /// <summary>Ends when everything that was begun has its answer and <see cref="Seal"/> was called.</summary>
    public Task Completion => Task;

    public void Begin() => Interlocked.Increment(ref open);

    public void End()
    {
        if (Interlocked.Decrement(ref open) == 0)
            TrySetResult();
    }

    /// <summary>Says that nothing more is begun.</summary>
    public void Seal() => End();
}
