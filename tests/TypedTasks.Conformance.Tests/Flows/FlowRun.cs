namespace TypedTasks.Conformance.Tests;

/// <summary>What a flow of the catalogue is run with.</summary>
public sealed record FlowRun(ITaskClient Client, ISchedules Schedules, Notebook Notebook, CancellationToken CancellationToken)
{
    public async Task<T> ResultAsync<T>(ISignature<T> flow)
    {
        var handle = await Client.EnqueueAsync(flow, CancellationToken);
        return await handle.WaitAsync(CancellationToken);
    }
}
