namespace TypedTasks.Conformance.Tests;

/// <summary>Signals between a test and the tasks it runs.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Entered => entered.Task;

    public Task Left => left.Task;

    public Task Opened => opened.Task;

    public void Enter() => entered.TrySetResult();

    public void Leave() => left.TrySetResult();

    public void Open() => opened.TrySetResult();
}
