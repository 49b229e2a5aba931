namespace TypedTasks.Hosting.Client;

/// <summary>Told of every flow that this process enqueues or sends; test hosts listen.</summary>
internal interface IFlowObserver
{
    void Started(string flowId, ISignature signature);
}
