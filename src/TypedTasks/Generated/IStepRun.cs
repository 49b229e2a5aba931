namespace TypedTasks.Generated;

/// <summary>What a step may ask of its run. Most ask for nothing, so it is made when it is asked for.</summary>
internal interface IStepRun
{
    TaskContext Context { get; }

    CancellationToken CancellationToken { get; }
}
