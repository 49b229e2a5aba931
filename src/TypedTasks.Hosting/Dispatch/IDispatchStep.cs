namespace TypedTasks.Hosting.Dispatch;

/// <summary>One step of the list that every delivered message goes through.</summary>
internal interface IDispatchStep
{
    /// <summary>What the message comes to, or null: the next step goes on with it.</summary>
    ValueTask<Conclusion?> HandleAsync(Arrival arrival, CancellationToken stopping);
}
